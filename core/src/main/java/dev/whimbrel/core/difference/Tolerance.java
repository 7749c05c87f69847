package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far two values of a column may lie apart before that counts as a difference. What lies within is counted as tolerated and never
 * called equal. Null, what cannot be read, NaN and what is infinite lie within no tolerance.
 */
public sealed interface Tolerance {
    /** Whether it says anything of a column of this type. */
    boolean suits(Type type);

    /** Whether two values that are there, as the column keeps them, lie within it. */
    boolean within(Type type, Object expected, Object actual);

    /** What it is, as the project file has it. */
    String words();

    /** Whether two values of a column lie within it. */
    default boolean covers(Column column, @Nullable Object expected, @Nullable Object actual) {
        Object wanted = Fitted.value(column, Carried.read(expected));
        Object found = Fitted.value(column, Carried.read(actual));
        return wanted != null && found != null && within(column.type(), wanted, found);
    }

    /**
     * Numbers no further apart than this, the limit itself included.
     *
     * @param most greater than 0
     */
    record OfNumber(BigDecimal most) implements Tolerance {
        public OfNumber {
            if (most.signum() <= 0) {
                throw new IllegalArgumentException("A tolerance is greater than 0");
            }
        }

        @Override
        public boolean suits(Type type) {
            return switch (type.kind()) {
                case SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> true;
                case BOOLEAN, TEXT, BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, JSON, ENUM, OTHER ->
                    false;
            };
        }

        @Override
        public boolean within(Type type, Object expected, Object actual) {
            Optional<BigDecimal> wanted = decimal(type, expected);
            Optional<BigDecimal> found = decimal(type, actual);
            return wanted.isPresent()
                    && found.isPresent()
                    && wanted.orElseThrow().subtract(found.orElseThrow()).abs().compareTo(most) <= 0;
        }

        /** The number as it is written, shortest for floats: so the limit is one of decimals, and not of their binary neighbours. */
        private static Optional<BigDecimal> decimal(Type type, Object value) {
            if (value instanceof Double number) {
                boolean finite = !number.isNaN() && !number.isInfinite();
                String text = type.kind() == Kind.REAL ? Float.toString((float) (double) number) : number.toString();
                return finite ? Optional.of(new BigDecimal(text)) : Optional.empty();
            }
            if (value instanceof BigDecimal number) {
                return Optional.of(number);
            }
            return value instanceof Long number ? Optional.of(BigDecimal.valueOf(number)) : Optional.empty();
        }

        @Override
        public String words() {
            return "number " + most.stripTrailingZeros().toPlainString();
        }
    }

    /**
     * Moments, times of the day and spans no further apart than this, the limit itself included; of dates, whole days. A time of the
     * day does not go round at midnight.
     *
     * @param most greater than 0
     */
    record OfTime(Duration most) implements Tolerance {
        public OfTime {
            if (most.isNegative() || most.isZero()) {
                throw new IllegalArgumentException("A tolerance is greater than 0");
            }
        }

        @Override
        public boolean suits(Type type) {
            return switch (type.kind()) {
                case TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> true;
                case DATE -> most.compareTo(Duration.ofDays(1)) >= 0;
                case BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE, TEXT, BYTES, UUID, JSON, ENUM, OTHER ->
                    false;
            };
        }

        @Override
        public boolean within(Type type, Object expected, Object actual) {
            if (!expected.getClass().equals(actual.getClass())
                    || Sentinel.isInfinite(expected)
                    || Sentinel.isInfinite(actual)) {
                return false;
            }
            return apart(expected, actual)
                    .map(Duration::abs)
                    .filter(apart -> apart.compareTo(most) <= 0)
                    .isPresent();
        }

        private static Optional<Duration> apart(Object expected, Object actual) {
            if (expected instanceof Duration span) {
                return Optional.of(span.minus((Duration) actual));
            }
            if (expected instanceof LocalDate day) {
                return Optional.of(Duration.between(day.atStartOfDay(), ((LocalDate) actual).atStartOfDay()));
            }
            boolean known =
                    expected instanceof LocalDateTime || expected instanceof Instant || expected instanceof LocalTime;
            return known ? Optional.of(Duration.between((Temporal) expected, (Temporal) actual)) : Optional.empty();
        }

        @Override
        public String words() {
            return "time " + most;
        }
    }

    /**
     * Texts that one named function makes equal.
     *
     * @param equaliser one of the classes of texts that lose nothing of what is written but how
     */
    record OfText(ValueClass equaliser) implements Tolerance {
        public OfText {
            if (!TextDifference.mayBeTolerated(equaliser)) {
                throw new IllegalArgumentException(equaliser + " makes no two texts equal");
            }
        }

        @Override
        public boolean suits(Type type) {
            return type.kind() == Kind.TEXT;
        }

        @Override
        public boolean within(Type type, Object expected, Object actual) {
            return expected instanceof String wanted
                    && actual instanceof String found
                    && TextDifference.isEqualised(equaliser, wanted, found);
        }

        @Override
        public String words() {
            return "text " + equaliser;
        }
    }
}
