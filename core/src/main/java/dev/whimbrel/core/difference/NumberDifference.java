package dev.whimbrel.core.difference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Differences of numbers that one named operation accounts for. */
final class NumberDifference {
    /** Numbers of more digits are told apart and not looked into: that would take long. */
    private static final int MOST_DIGITS = 1_000;

    private static final int MOST_TENS = 18;

    /** So many digits that one number has more than the other are not what a scale leaves, but noise. */
    private static final int NOISY_DIGITS = 5;

    private static final BigDecimal NOISE_OF_DOUBLE = new BigDecimal("1e-12");
    /** So many digits are safe in a double. */
    private static final int DIGITS_OF_DOUBLE = 15;

    private static final BigDecimal NOISE_OF_LAST_DIGITS = new BigDecimal("1e-14");
    private static final BigDecimal NOISE_OF_TAIL = new BigDecimal("1e-13");
    private static final BigDecimal NOISE_OF_FLOAT = new BigDecimal("1e-6");

    private static final int[] WIDTHS = {64, 32, 16, 8};

    private final BigDecimal expected;
    private final BigDecimal actual;
    private final boolean binary;
    private final BigDecimal noise;

    private NumberDifference(BigDecimal expected, BigDecimal actual, boolean binary, BigDecimal noise) {
        this.expected = expected;
        this.actual = actual;
        this.binary = binary;
        this.noise = noise;
    }

    /**
     * The difference of two numbers that are not equal as their column keeps them.
     *
     * @param single whether the column keeps floats of single precision
     */
    static ValueDifference between(boolean single, Number expected, Number actual) {
        BigDecimal wanted = decimal(single, expected);
        BigDecimal found = decimal(single, actual);
        if (wanted == null || found == null) {
            return ValueDifference.of(ValueClass.CONTENT);
        }
        if (wanted.compareTo(found) == 0) {
            return new ValueDifference(ValueClass.TYPE, word(expected) + "/" + word(actual));
        }
        boolean binary = expected instanceof Double || actual instanceof Double;
        return new NumberDifference(wanted, found, binary, single ? NOISE_OF_FLOAT : NOISE_OF_DOUBLE).difference();
    }

    private static String word(Number number) {
        return number instanceof Double ? "float" : number instanceof BigDecimal ? "decimal" : "integer";
    }

    /** Without trailing zeros and with no scale below 0; null for infinities, NaN, and what is too long. */
    private static @Nullable BigDecimal decimal(boolean single, Number number) {
        if (number instanceof Double d) {
            if (d.isNaN() || d.isInfinite()) {
                return null;
            }
            return trimmed(single ? new BigDecimal(Float.toString(d.floatValue())) : BigDecimal.valueOf(d));
        }
        return number instanceof BigDecimal decimal ? trimmed(decimal) : BigDecimal.valueOf(number.longValue());
    }

    private static @Nullable BigDecimal trimmed(BigDecimal number) {
        if (number.unscaledValue().bitLength() > 3 * MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private ValueDifference difference() {
        if (isNoisyTail()) {
            return ValueDifference.of(ValueClass.NUMBER_NOISE);
        }
        String rounding = rounding();
        if (rounding != null) {
            return new ValueDifference(ValueClass.NUMBER_ROUNDING, rounding);
        }
        if (expected.negate().compareTo(actual) == 0) {
            return new ValueDifference(ValueClass.NUMBER_SIGN, "×-1");
        }
        String factor = factor();
        if (factor != null) {
            return new ValueDifference(ValueClass.NUMBER_FACTOR, factor);
        }
        String overflow = overflow();
        if (overflow != null) {
            return new ValueDifference(ValueClass.NUMBER_OVERFLOW, overflow);
        }
        return isNoise()
                ? ValueDifference.of(ValueClass.NUMBER_NOISE)
                : new ValueDifference(ValueClass.CONTENT, magnitude());
    }

    /** Whether one is what a float or double makes of the other, or they differ far behind the point only. */
    private boolean isNoisyTail() {
        BigDecimal shorter = expected.scale() <= actual.scale() ? expected : actual;
        BigDecimal longer = shorter == expected ? actual : expected;
        if (longer.scale() == 0) {
            return isImage(expected, actual, 0) || isImage(actual, expected, 0);
        }
        if (binary && longer.precision() >= DIGITS_OF_DOUBLE && isWithin(NOISE_OF_LAST_DIGITS)) {
            return true;
        }
        boolean tail = longer.scale() - shorter.scale() >= NOISY_DIGITS;
        boolean behind =
                distance().scaleByPowerOfTen(shorter.scale() + NOISY_DIGITS).compareTo(BigDecimal.ONE) <= 0;
        boolean far = longer.precision() >= DIGITS_OF_DOUBLE && behind && isWithin(NOISE_OF_TAIL);
        return tail && (far || isImage(shorter, longer, longer.scale()));
    }

    /** Whether {@code image}, which is not equal, is {@code number} after it went through a float or a double. */
    private static boolean isImage(BigDecimal number, BigDecimal image, int scale) {
        float single = number.floatValue();
        double twice = number.doubleValue();
        if (Float.isInfinite(single) || Double.isInfinite(twice)) {
            return false;
        }
        return Stream.of(new BigDecimal((double) single), BigDecimal.valueOf((double) single), new BigDecimal(twice))
                .anyMatch(
                        through -> through.setScale(scale, RoundingMode.HALF_UP).compareTo(image) == 0);
    }

    private boolean isNoise() {
        int scale = Math.max(expected.scale(), actual.scale());
        return (binary && isWithin(noise)) || isImage(expected, actual, scale) || isImage(actual, expected, scale);
    }

    private boolean isWithin(BigDecimal part) {
        return distance().compareTo(expected.abs().max(actual.abs()).multiply(part)) <= 0;
    }

    private BigDecimal distance() {
        return expected.subtract(actual).abs();
    }

    private @Nullable String rounding() {
        BigDecimal shorter = expected.scale() <= actual.scale() ? expected : actual;
        BigDecimal longer = shorter == expected ? actual : expected;
        int scale = shorter.scale();
        if (longer.setScale(scale, RoundingMode.DOWN).compareTo(shorter) == 0) {
            return "cut to " + scale;
        }
        boolean rounded = longer.setScale(scale, RoundingMode.HALF_UP).compareTo(shorter) == 0
                || longer.setScale(scale, RoundingMode.FLOOR).compareTo(shorter) == 0;
        return rounded ? "rounded to " + scale : null;
    }

    private @Nullable String factor() {
        if (expected.signum() == 0 || actual.signum() != expected.signum()) {
            return null;
        }
        int about = tens(actual) - tens(expected);
        for (int tens : new int[] {about, about - 1, about + 1}) {
            if (tens != 0 && Math.abs(tens) <= MOST_TENS && isTimes(tens)) {
                return times(tens);
            }
        }
        return null;
    }

    private boolean isTimes(int tens) {
        BigDecimal gap = expected.scaleByPowerOfTen(tens).subtract(actual).abs();
        return gap.signum() == 0 || (binary && gap.compareTo(actual.abs().multiply(noise)) <= 0);
    }

    /** The power of ten of a number's first digit. */
    private static int tens(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    private static String times(int tens) {
        return Math.abs(tens) > 6
                ? "×10^" + tens
                : "×" + BigDecimal.ONE.scaleByPowerOfTen(tens).toPlainString();
    }

    /** Wrapped around at 2^8 ... 2^64, signed or not, or kept at the greatest or least number of so many bits. */
    private @Nullable String overflow() {
        if (expected.scale() > 0 || actual.scale() > 0) {
            return null;
        }
        BigInteger wanted = expected.toBigInteger();
        BigInteger found = actual.toBigInteger();
        for (int bits : WIDTHS) {
            BigInteger least = BigInteger.ONE.shiftLeft(bits - 1).negate();
            BigInteger most = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            boolean fits = found.compareTo(least) >= 0 && found.compareTo(most) <= 0;
            if (fits && wanted.subtract(found).mod(most.add(BigInteger.ONE)).signum() == 0) {
                return "mod 2^" + bits;
            }
            boolean above = wanted.compareTo(found) > 0 && (found.equals(most) || found.equals(least.not()));
            if (above || (wanted.compareTo(found) < 0 && found.equals(least))) {
                return "limit of " + bits + " bits";
            }
        }
        return null;
    }

    /** The power of ten of the distance. */
    private String magnitude() {
        return "magnitude 1e" + tens(distance());
    }
}
