package dev.whimbrel.bench.result;

import java.util.Map;

/**
 * One contender's turn in one round.
 *
 * @param value seconds for a figure of rates, milliseconds for one of latencies
 * @param rows that were moved
 * @param cpu processor seconds by group: the contender's own processes, and each server
 * @param memory largest resident memory of the contender's processes in MB
 * @param wrong empty where the result is right, else what is wrong with it
 */
public record Round(int number, double value, long rows, Map<String, Double> cpu, double memory, String wrong) {
    public Round {
        cpu = Map.copyOf(cpu);
    }

    public boolean isRight() {
        return wrong.isEmpty();
    }

    /** Rows in a second. */
    public double rate() {
        return rows / value;
    }
}
