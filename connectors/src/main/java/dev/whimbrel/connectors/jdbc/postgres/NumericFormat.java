package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.mapping.RowFault;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The binary form of numeric: number of digits, weight of the first one, sign, digits after the point, then digits to the base
 * 10,000. Exact for all that numeric can hold: 131,072 decimal digits before and 16,383 after the point.
 */
final class NumericFormat {
    private static final int BASE = 10_000;
    private static final int GROUP = 4;
    private static final int MOST_BEFORE_POINT = 131_072;
    private static final int MOST_AFTER_POINT = 16_383;
    private static final int NEGATIVE = 0x4000;

    /** So many decimal digits, and three zeros more, fit a long. */
    private static final int MOST_OF_A_LONG = 15;

    private NumericFormat() {}

    /** Writes the length in bytes and the value. */
    static void put(CopyBuffer out, BigDecimal value) {
        BigDecimal number = value;
        if ((long) number.precision() - number.scale() > MOST_BEFORE_POINT) {
            throw new RowFault("OUT_OF_RANGE", "The number has more digits before the point than numeric can hold");
        }
        if (number.scale() > MOST_AFTER_POINT) {
            number = number.stripTrailingZeros();
            if (number.scale() > MOST_AFTER_POINT) {
                throw new RowFault("SCALE_LOST", "The number has more digits after the point than numeric can hold");
            }
        }
        if (number.scale() < 0) {
            number = number.setScale(0);
        }
        int fractionGroups = (number.scale() + GROUP - 1) / GROUP;
        int missing = fractionGroups * GROUP - number.scale();
        short[] digits = number.precision() <= MOST_OF_A_LONG
                ? digits(Math.abs(number.unscaledValue().longValue()) * pow10(missing))
                : digits(number.unscaledValue().abs().multiply(BigInteger.valueOf(pow10(missing))));
        int count = digits.length;
        while (count > 0 && digits[count - 1] == 0) {
            count--;
        }
        out.putInt(8 + 2 * count);
        out.putShort(count);
        out.putShort(count == 0 ? 0 : digits.length - fractionGroups - 1);
        out.putShort(number.signum() < 0 ? NEGATIVE : 0);
        out.putShort(number.scale());
        for (int i = 0; i < count; i++) {
            out.putShort(digits[i]);
        }
    }

    private static int pow10(int exponent) {
        return exponent == 0 ? 1 : exponent == 1 ? 10 : exponent == 2 ? 100 : 1000;
    }

    /** Digits to the base 10,000, most significant first, none for zero. */
    private static short[] digits(BigInteger whole) {
        return whole.bitLength() < Long.SIZE ? digits(whole.longValueExact()) : digits(whole.toString());
    }

    private static short[] digits(long whole) {
        int count = 0;
        for (long rest = whole; rest != 0; rest /= BASE) {
            count++;
        }
        short[] digits = new short[count];
        for (long rest = whole; rest != 0; rest /= BASE) {
            digits[--count] = (short) (rest % BASE);
        }
        return digits;
    }

    private static short[] digits(String decimal) {
        short[] digits = new short[(decimal.length() + GROUP - 1) / GROUP];
        int end = decimal.length();
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = Short.parseShort(decimal.substring(Math.max(0, end - GROUP), end));
            end -= GROUP;
        }
        return digits;
    }
}
