package dev.whimbrel.core.difference;

/**
 * How two values differ.
 *
 * @param mask what the difference is, without any value; empty where that cannot be said
 */
public record ValueDifference(ValueClass valueClass, String mask) {
    static ValueDifference of(ValueClass valueClass) {
        return new ValueDifference(valueClass, "");
    }
}
