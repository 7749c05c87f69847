package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.mapping.function.Json;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one column of a PostgreSQL table can hold. Faults are made beforehand: they say nothing of the value. */
final class ColumnRule {
    private static final LocalDate FIRST = LocalDate.of(-4712, 1, 1);
    private static final LocalDate LAST = LocalDate.of(5_874_897, 12, 31);
    private static final LocalDateTime LAST_MOMENT = LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_999);

    private final boolean nullable;
    private final FieldFault missing;
    private final Limit limit;
    private final int surelyFits;

    /** A value against a limit of its type: the fault, or null. */
    @FunctionalInterface
    private interface Limit {
        @Nullable
        FieldFault exceeded(Object value);
    }

    private ColumnRule(Column column) {
        nullable = column.nullable();
        missing = fault(column, "NOT_NULL", "has no value and must have one");
        limit = limit(column);
        surelyFits =
                column.type().length() < 0 ? Integer.MAX_VALUE : column.type().length();
    }

    static ColumnRule of(Column column) {
        return new ColumnRule(column);
    }

    @Nullable
    FieldFault fault(@Nullable Object value) {
        if (value == null) {
            return nullable ? null : missing;
        }
        if (value instanceof Carried carried) {
            // CarryRule lets pass what can only be too long, and so many bytes are no more characters than that.
            return carried.length() <= surelyFits ? null : limit.exceeded(carried.value());
        }
        return limit.exceeded(value);
    }

    private static FieldFault fault(Column column, String code, String detail) {
        return new FieldFault(code, List.of(column.name()), detail);
    }

    private static Limit limit(Column column) {
        Type type = column.type();
        return switch (type.kind()) {
            case BOOLEAN, UUID, DOUBLE -> value -> null;
            case SMALLINT -> range(column, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> range(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> value -> null;
            case DECIMAL -> decimal(column);
            case REAL -> real(column);
            case TEXT, OTHER -> text(column);
            case ENUM -> labels(column);
            case JSON -> json(column);
            case BYTES -> bytes(column);
            case DATE -> date(column);
            case TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> moment(column);
        };
    }

    private static Limit range(Column column, long least, long greatest) {
        FieldFault out = fault(column, "OUT_OF_RANGE", "not between " + least + " and " + greatest);
        return value -> (Long) value < least || (Long) value > greatest ? out : null;
    }

    private static Limit decimal(Column column) {
        int precision = column.type().precision();
        int scale = Math.max(0, column.type().scale());
        if (precision < 0) {
            return value -> null;
        }
        FieldFault lost = fault(column, "SCALE_LOST", "more than " + scale + " digits after the point");
        FieldFault large =
                fault(column, "OUT_OF_RANGE", "more than " + (precision - scale) + " digits before the point");
        return value -> {
            BigDecimal number = (BigDecimal) value;
            int digits = number.precision() - number.scale();
            if (number.signum() != 0 && digits > precision - scale) {
                return large;
            }
            return number.scale() > scale && number.stripTrailingZeros().scale() > scale ? lost : null;
        };
    }

    private static Limit real(Column column) {
        FieldFault out = fault(column, "OUT_OF_RANGE", "too large for four bytes of floating point");
        return value -> Double.isFinite((Double) value) && !Float.isFinite(((Double) value).floatValue()) ? out : null;
    }

    private static Limit text(Column column) {
        int length = column.type().length();
        FieldFault nul = fault(column, "NUL_CHARACTER", "holds the NUL character");
        FieldFault broken = fault(column, "BAD_ENCODING", "holds half of a character");
        FieldFault tooLong = fault(column, "TOO_LONG", "longer than " + length + " characters");
        return value -> {
            String text = (String) value;
            if (text.indexOf('\0') >= 0) {
                return nul;
            }
            if (Json.hasLoneSurrogate(text)) {
                return broken;
            }
            boolean over = length >= 0 && text.length() > length && text.codePointCount(0, text.length()) > length;
            return over ? tooLong : null;
        };
    }

    private static Limit labels(Column column) {
        Set<String> labels = Set.copyOf(column.type().labels());
        FieldFault unknown = fault(column, "NOT_IN_ENUM", "none of the labels of " + column.nativeType());
        return value -> labels.isEmpty() || labels.contains((String) value) ? null : unknown;
    }

    private static Limit json(Column column) {
        boolean binary = column.nativeType().toLowerCase(Locale.ROOT).startsWith("jsonb");
        FieldFault bad = fault(column, "BAD_JSON", "not valid JSON");
        Limit text = text(column);
        return value -> {
            FieldFault fault = text.exceeded(value);
            if (fault != null) {
                return fault;
            }
            return (binary ? Json.isStorable((String) value) : Json.isValid((String) value)) ? null : bad;
        };
    }

    private static Limit bytes(Column column) {
        int length = column.type().length();
        FieldFault tooLong = fault(column, "TOO_LONG", "longer than " + length + " bytes");
        return value -> length >= 0 && ((byte[]) value).length > length ? tooLong : null;
    }

    private static Limit date(Column column) {
        FieldFault out = fault(column, "OUT_OF_RANGE", "outside the dates that PostgreSQL knows");
        return value -> ((LocalDate) value).isBefore(FIRST) || ((LocalDate) value).isAfter(LAST) ? out : null;
    }

    private static Limit moment(Column column) {
        int digits =
                column.type().precision() < 0 ? 6 : Math.min(6, column.type().precision());
        int unit = 1;
        for (int i = digits; i < 9; i++) {
            unit *= 10;
        }
        int step = unit;
        FieldFault out = fault(column, "OUT_OF_RANGE", "outside the times that PostgreSQL knows");
        FieldFault lost = fault(column, "SCALE_LOST", "more than " + digits + " digits of a second's fraction");
        return value -> {
            if (nanos(value) % step != 0) {
                return lost;
            }
            if (value instanceof Instant instant && isModern(instant)) {
                return null;
            }
            LocalDateTime moment = value instanceof LocalDateTime local
                    ? local
                    : value instanceof Instant instant && isOrdinary(instant)
                            ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                            : null;
            boolean outside = value instanceof Instant && moment == null
                    || moment != null && (moment.toLocalDate().isBefore(FIRST) || moment.isAfter(LAST_MOMENT));
            return outside ? out : null;
        };
    }

    /** Whether it is of the years 1 to 9999, as nearly all are: surely within bounds. */
    private static boolean isModern(Instant instant) {
        return instant.getEpochSecond() > -62_135_596_800L && instant.getEpochSecond() < 253_402_300_800L;
    }

    /** Whether a LocalDateTime can hold it. */
    private static boolean isOrdinary(Instant instant) {
        return Math.abs(instant.getEpochSecond()) < 10_000_000_000_000L;
    }

    private static int nanos(Object value) {
        if (value instanceof LocalDateTime moment) {
            return moment.getNano();
        }
        if (value instanceof Instant instant) {
            return instant.getNano();
        }
        return value instanceof LocalTime time ? time.getNano() : ((Duration) value).getNano();
    }
}
