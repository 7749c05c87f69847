package dev.whimbrel.bench.process;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one piece of work took.
 *
 * @param seconds on the wall, from the start of the program to its end
 * @param cpu processor seconds by group, see {@link Clock}
 * @param memory largest resident memory of the program in MB
 * @param also further seconds that the program itself told, by name
 */
public record Measured(double seconds, Map<String, Double> cpu, double memory, Map<String, Double> also) {
    public Measured {
        cpu = Map.copyOf(cpu);
        also = Map.copyOf(also);
    }

    /** The same with one more time that the program told. */
    public Measured with(String name, double told) {
        Map<String, Double> more = new LinkedHashMap<>(also);
        more.put(name, told);
        return new Measured(seconds, cpu, memory, more);
    }
}
