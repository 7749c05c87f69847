package dev.whimbrel.core.difference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Looks for one thing that makes two numbers equal. */
final class NumberDifference {
    private static final double NOISE = 1e-6;
    private static final int FARTHEST = 9;

    private NumberDifference() {}

    static ValueDifference of(Number expected, Number actual) {
        if (!isFinite(expected) || !isFinite(actual)) {
            return ValueDifference.of(ValueClass.CONTENT);
        }
        boolean floats = expected instanceof Double || actual instanceof Double;
        if (floats && isNoise(expected.doubleValue(), actual.doubleValue())) {
            return ValueDifference.of(ValueClass.NUMBER_NOISE);
        }
        BigDecimal left = decimal(expected);
        BigDecimal right = decimal(actual);
        if (left.negate().compareTo(right) == 0) {
            return ValueDifference.of(ValueClass.NUMBER_SIGN);
        }
        if (isRounded(left, right) || isRounded(right, left)) {
            return ValueDifference.of(ValueClass.NUMBER_ROUNDING);
        }
        int power = power(left, right);
        if (power != 0) {
            return new ValueDifference(ValueClass.NUMBER_FACTOR, factor(power));
        }
        String width = width(left, right);
        return width.isEmpty()
                ? new ValueDifference(ValueClass.CONTENT, magnitude(left, right))
                : new ValueDifference(ValueClass.NUMBER_OVERFLOW, width);
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double value) || Double.isFinite(value);
    }

    private static BigDecimal decimal(Number number) {
        BigDecimal decimal = number instanceof BigDecimal exact
                ? exact
                : number instanceof Double value ? BigDecimal.valueOf(value) : BigDecimal.valueOf(number.longValue());
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }

    private static boolean isNoise(double left, double right) {
        return Math.abs(left - right) <= NOISE * Math.max(Math.abs(left), Math.abs(right));
    }

    /** Whether the second is the first with fewer digits after the point. */
    private static boolean isRounded(BigDecimal from, BigDecimal to) {
        int scale = Math.max(0, to.scale());
        return scale < from.scale()
                && List.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.FLOOR).stream()
                        .anyMatch(mode -> from.setScale(scale, mode).compareTo(to) == 0);
    }

    /** By which power of ten the second is greater; 0 by none. */
    private static int power(BigDecimal left, BigDecimal right) {
        if (left.signum() == 0 || !left.unscaledValue().equals(right.unscaledValue())) {
            return 0;
        }
        int power = left.scale() - right.scale();
        return Math.abs(power) <= FARTHEST ? power : 0;
    }

    private static String factor(int power) {
        return (power > 0 ? "×1" : "÷1") + "0".repeat(Math.abs(power));
    }

    /** The width of the whole number that ran over, or was held at its end; empty where none did. */
    private static String width(BigDecimal left, BigDecimal right) {
        if (left.scale() > 0 || right.scale() > 0) {
            return "";
        }
        BigInteger from = left.toBigInteger();
        BigInteger to = right.toBigInteger();
        for (int bits : new int[] {32, 16, 8}) {
            BigInteger modulus = BigInteger.ONE.shiftLeft(bits);
            BigInteger half = modulus.shiftRight(1);
            boolean signed = to.compareTo(half.negate()) >= 0 && to.compareTo(half) < 0;
            boolean unsigned = to.signum() >= 0 && to.compareTo(modulus) < 0;
            boolean tooLarge = from.compareTo(half) >= 0 || from.compareTo(half.negate()) < 0;
            if (tooLarge
                    && (signed || unsigned)
                    && from.subtract(to).mod(modulus).signum() == 0) {
                return bits + " bits";
            }
            if (from.compareTo(to) > 0
                    && (to.equals(half.subtract(BigInteger.ONE))
                            || (bits > 8 && to.equals(modulus.subtract(BigInteger.ONE))))) {
                return "held at " + bits + " bits";
            }
        }
        return "";
    }

    private static String magnitude(BigDecimal left, BigDecimal right) {
        BigDecimal difference = right.subtract(left);
        return "about 1e" + (difference.precision() - difference.scale() - 1);
    }
}
