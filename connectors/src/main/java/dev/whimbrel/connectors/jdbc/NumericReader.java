package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads PostgreSQL's binary numeric: number of digits, weight of the first one, sign, digits after the point, then digits to the
 * base 10,000. The scale of the result is that of the text that the server would print.
 */
final class NumericReader {
    private static final int BASE = 10_000;
    private static final int GROUP = 4;
    /** So many digits to the base 10,000 surely fit a long. */
    private static final int FITS = 4;

    private static final int NEGATIVE = 0x4000;
    private static final int INFINITE = 0xD000;
    private static final int MINUS_INFINITE = 0xF000;
    private static final int NAN = 0xC000;
    private static final long[] TENS = {1, 10, 100, 1000};

    private static final Unreadable NOT_A_NUMBER = new Unreadable("NOT_A_NUMBER");
    private static final Unreadable INFINITY = new Unreadable("NOT_A_NUMBER");
    private static final Unreadable MINUS_INFINITY = new Unreadable("NOT_A_NUMBER");

    private NumericReader() {}

    static Object read(byte[] bytes, int at, int length) {
        int count = int2(bytes, at);
        int weight = (short) int2(bytes, at + 2);
        int sign = int2(bytes, at + 4);
        int scale = int2(bytes, at + 6);
        if (!isNumber(bytes, at)) {
            return sign == NAN ? NOT_A_NUMBER : sign == INFINITE ? INFINITY : MINUS_INFINITY;
        }
        return isSmall(count, weight, scale)
                ? BigDecimal.valueOf(unscaled(bytes, at), scale)
                : large(bytes, at + 8, count, weight, scale, sign == NEGATIVE);
    }

    static boolean isNumber(byte[] bytes, int at) {
        int sign = int2(bytes, at + 4);
        return sign != NAN && sign != INFINITE && sign != MINUS_INFINITE;
    }

    /** Appends a number to a canonical form. */
    static void add(Canonical form, byte[] bytes, int at, int length) {
        int scale = int2(bytes, at + 6);
        if (isSmall(int2(bytes, at), (short) int2(bytes, at + 2), scale)) {
            form.decimal(unscaled(bytes, at), scale);
        } else {
            form.add(read(bytes, at, length));
        }
    }

    private static boolean isSmall(int count, int weight, int scale) {
        return count > 0 && weight >= -1 && weight + 1 + fractionGroups(scale) <= FITS;
    }

    private static int fractionGroups(int scale) {
        return (scale + GROUP - 1) / GROUP;
    }

    /** All digits of a small number, as a whole number. */
    private static long unscaled(byte[] bytes, int at) {
        int count = int2(bytes, at);
        int scale = int2(bytes, at + 6);
        int groups = (short) int2(bytes, at + 2) + 1 + fractionGroups(scale);
        long unscaled = 0;
        for (int i = 0; i < groups; i++) {
            unscaled = unscaled * BASE + (i < count ? int2(bytes, at + 8 + 2 * i) : 0);
        }
        unscaled /= TENS[fractionGroups(scale) * GROUP - scale];
        return int2(bytes, at + 4) == NEGATIVE ? -unscaled : unscaled;
    }

    private static BigDecimal large(byte[] bytes, int at, int count, int weight, int scale, boolean negative) {
        if (count == 0) {
            return BigDecimal.valueOf(0, scale);
        }
        StringBuilder digits = new StringBuilder(GROUP * count);
        for (int i = 0; i < count; i++) {
            digits.append(Integer.toString(BASE + int2(bytes, at + 2 * i)), 1, GROUP + 1);
        }
        BigInteger unscaled = new BigInteger(digits.toString());
        BigDecimal value = new BigDecimal(negative ? unscaled.negate() : unscaled, GROUP * (count - 1 - weight));
        return value.setScale(scale, java.math.RoundingMode.UNNECESSARY);
    }

    private static int int2(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    static String nativeText(Unreadable unreadable) {
        return unreadable == INFINITY ? "Infinity" : unreadable == MINUS_INFINITY ? "-Infinity" : "NaN";
    }
}
