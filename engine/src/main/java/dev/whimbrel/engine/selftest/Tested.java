package dev.whimbrel.engine.selftest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the self-test of one comparison found.
 *
 * @param rows real rows that match and were mutated
 * @param alarms of these, rows of which it said that they differ before anything was done to them
 * @param seed with which rows and mutations were drawn
 */
public record Tested(long rows, long alarms, long seed, List<Rate> rates) {
    public Tested {
        rates = List.copyOf(rates);
    }

    /** Columns in which a mutation was missed; {@code *} stands for rows as a whole. */
    public Set<String> blind() {
        Set<String> blind = new TreeSet<>();
        rates.stream()
                .filter(Rate::isBlind)
                .forEach(rate -> blind.add(rate.column().isEmpty() ? "*" : rate.column()));
        return blind;
    }

    public long planted() {
        return rates.stream().mapToLong(Rate::planted).sum();
    }

    public long found() {
        return rates.stream().mapToLong(Rate::found).sum();
    }
}
