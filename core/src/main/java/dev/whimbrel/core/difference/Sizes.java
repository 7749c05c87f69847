package dev.whimbrel.core.difference;

/** Lengths as they may be shown: exact where many values have them, in buckets that double where they might tell whose value it is. */
final class Sizes {
    private static final int EXACT = 40;

    private Sizes() {}

    /** The length itself up to 40, then {@code 41–64}, {@code 65–128} and so on. */
    static String shown(long size) {
        if (size <= EXACT) {
            return Long.toString(size);
        }
        long end = Math.max(64, Long.highestOneBit(size - 1) * 2);
        return (end == 64 ? EXACT + 1 : end / 2 + 1) + "–" + end;
    }

    /** As {@link #shown}, but exact for lengths at which columns and programs cut. */
    static String limit(long size, long declared) {
        boolean limit = size == declared || size % 50 == 0 || isPower(size) || isPower(size + 1);
        return limit ? Long.toString(size) : shown(size);
    }

    private static boolean isPower(long number) {
        return Long.bitCount(number) == 1;
    }
}
