package dev.whimbrel.core.difference;

/**
 * How two values of one column differ.
 *
 * @param mask what the difference is, without any value, see {@link Cell}; empty where that cannot be said
 */
public record ValueDifference(ValueClass valueClass, String mask) {
    static ValueDifference of(ValueClass valueClass) {
        return new ValueDifference(valueClass, "");
    }
}
