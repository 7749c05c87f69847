package dev.whimbrel.bench.result;

import java.util.List;

/**
 * A quantity over time.
 *
 * @param unit of the values
 * @param values one for each second, from the first on
 * @param marks what happened when
 */
public record Curve(String name, String unit, List<Double> values, List<Mark> marks) {
    public Curve {
        values = List.copyOf(values);
        marks = List.copyOf(marks);
    }

    /** Something that began at this second. */
    public record Mark(int second, String what) {}
}
