package dev.whimbrel.core.difference;

import java.util.Arrays;

/** Differences of bytes: BINARY(n) pads with zeros, and what is too long may be cut. */
final class BytesDifference {
    private BytesDifference() {}

    static ValueDifference between(byte[] expected, byte[] actual) {
        if (Arrays.equals(withoutZeros(expected), withoutZeros(actual))) {
            return ValueDifference.of(ValueClass.TEXT_PADDING);
        }
        boolean beginning = actual.length > 0
                && actual.length < expected.length
                && Arrays.equals(actual, 0, actual.length, expected, 0, actual.length);
        if (beginning) {
            return new ValueDifference(
                    ValueClass.TEXT_TRUNCATION, Sizes.limit(actual.length, -1) + "/" + Sizes.shown(expected.length));
        }
        return ValueDifference.of(ValueClass.CONTENT);
    }

    private static byte[] withoutZeros(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
