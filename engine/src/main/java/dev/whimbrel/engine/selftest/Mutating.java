package dev.whimbrel.engine.selftest;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.engine.compare.ActualRows;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mutations that a value of a column can carry. Whether a mutated value is another one is decided here by the types' own equality,
 * and not by the canonical form that is under test.
 */
final class Mutating {
    private static final int MICRO_DIGITS = 6;
    private static final LocalDate LONG_AGO = LocalDate.of(1900, 1, 1);

    private final Column column;
    private final boolean reference;
    private final Map<Mutation, @Nullable Object> made = new EnumMap<>(Mutation.class);

    /** @param reference whether the values are keys of other rows */
    Mutating(Column column, boolean reference) {
        this.column = column;
        this.reference = reference;
    }

    /** What can become of a value, by mutation. */
    Map<Mutation, @Nullable Object> of(@Nullable Object value) {
        made.clear();
        if (value == null) {
            put(value, Mutation.INVENTED, invented());
        } else {
            made.put(Mutation.LOST, null);
            of(value, value);
        }
        return new EnumMap<>(made);
    }

    private void of(Object original, Object value) {
        if (reference) {
            made.put(Mutation.NOWHERE, ActualRows.NOWHERE);
        } else if (column.type().kind() == Type.Kind.JSON) {
            put(original, Mutation.WRAPPED, "[" + value + ",0]");
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Long number) {
            number(original, BigDecimal.valueOf(number), true);
        } else if (value instanceof BigDecimal number) {
            number(original, number, false);
        } else if (value instanceof Double number) {
            floating(number);
        } else if (value instanceof Boolean flag) {
            put(original, Mutation.FLIPPED, !flag);
        } else {
            other(original, value);
        }
    }

    private void other(Object original, Object value) {
        if (value instanceof LocalDate day) {
            put(original, Mutation.DAY, day.plusDays(1));
            put(original, Mutation.SENTINEL, LONG_AGO);
        } else if (value instanceof LocalDateTime moment) {
            moment(moment);
        } else if (value instanceof Instant moment) {
            moment(moment);
        } else if (value instanceof LocalTime time) {
            put(original, Mutation.LEAST_STEP, time.plus(step(), ChronoUnit.MICROS));
            put(original, Mutation.SECOND, time.plusSeconds(1));
        } else if (value instanceof Duration span) {
            put(original, Mutation.LEAST_STEP, span.plus(step(), ChronoUnit.MICROS));
            put(original, Mutation.SECOND, span.plusSeconds(1));
        } else if (value instanceof UUID id) {
            put(original, Mutation.LEAST_STEP, new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1));
        } else if (value instanceof byte[] bytes) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            put(original, Mutation.LAST_CHARACTER, longer);
        }
    }

    private void text(String text) {
        put(text, Mutation.EMPTIED, "");
        if (!isPadded()) {
            put(text, Mutation.BLANK_AFTER, text + " ");
        }
        put(text, Mutation.BLANK_BEFORE, " " + text);
        put(text, Mutation.CASE, exchanged(text));
        put(text, Mutation.DECOMPOSED, Normalizer.normalize(text, Normalizer.Form.NFD));
        put(text, Mutation.MOJIBAKE, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        if (!text.isEmpty()) {
            String cut = text.substring(0, text.offsetByCodePoints(text.length(), -1));
            put(text, Mutation.CUT, isPadded() && text.endsWith(" ") ? text : cut);
            put(text, Mutation.LAST_CHARACTER, cut + (text.endsWith("~") ? "#" : "~"));
        }
    }

    /** Trailing blanks of char(n) are none of its value. */
    private boolean isPadded() {
        return column.nativeType().startsWith("character(")
                || column.nativeType().startsWith("bpchar");
    }

    private static String exchanged(String text) {
        String large = text.toUpperCase(java.util.Locale.ROOT);
        return large.equals(text) ? text.toLowerCase(java.util.Locale.ROOT) : large;
    }

    private void number(Object original, BigDecimal number, boolean whole) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(0, number.scale()));
        put(original, Mutation.SIGN, fit(number.negate(), whole));
        put(original, Mutation.TENFOLD, fit(number.multiply(BigDecimal.TEN), whole));
        put(original, Mutation.LEAST_STEP, fit(number.add(step), whole));
    }

    private static Object fit(BigDecimal number, boolean whole) {
        return whole && number.toBigInteger().bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private void floating(double number) {
        boolean single = column.type().kind() == Type.Kind.REAL;
        put(number, Mutation.SIGN, number == 0 ? number : -number);
        put(number, Mutation.TENFOLD, single ? (double) (float) (number * 10) : number * 10);
        put(number, Mutation.LEAST_STEP, single ? (double) Math.nextUp((float) number) : Math.nextUp(number));
    }

    private void moment(LocalDateTime moment) {
        put(moment, Mutation.LEAST_STEP, moment.plus(step(), ChronoUnit.MICROS));
        put(moment, Mutation.SECOND, moment.plusSeconds(1));
        put(moment, Mutation.QUARTER, moment.plusMinutes(15));
        put(moment, Mutation.HOUR, moment.plusHours(1));
        put(moment, Mutation.DAY, moment.plusDays(1));
        put(moment, Mutation.MIDNIGHT, moment.truncatedTo(ChronoUnit.DAYS));
        put(moment, Mutation.SENTINEL, LONG_AGO.atStartOfDay());
    }

    private void moment(Instant moment) {
        Map<Mutation, @Nullable Object> before = new EnumMap<>(made);
        moment(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
        made.replaceAll((mutation, value) -> before.containsKey(mutation) || !(value instanceof LocalDateTime wall)
                ? value
                : wall.toInstant(ZoneOffset.UTC));
    }

    /** Microseconds of the least difference that the column can hold. */
    private long step() {
        int digits = column.type().precision();
        return digits < 0 ? 1 : (long) Math.pow(10, Math.max(0, MICRO_DIGITS - digits));
    }

    private Object invented() {
        return switch (column.type().kind()) {
            case BOOLEAN -> true;
            case SMALLINT, INTEGER, BIGINT -> 1L;
            case DECIMAL -> BigDecimal.ONE;
            case REAL, DOUBLE -> 1.0;
            case BYTES -> new byte[] {1};
            case DATE -> LONG_AGO;
            case TIME -> LocalTime.NOON;
            case TIMESTAMP -> LONG_AGO.atStartOfDay();
            case TIMESTAMPTZ -> LONG_AGO.atStartOfDay().toInstant(ZoneOffset.UTC);
            case INTERVAL -> Duration.ofHours(1);
            case UUID -> new UUID(1, 1);
            case TEXT, ENUM, OTHER -> "";
            case JSON -> "1";
        };
    }

    private void put(@Nullable Object original, Mutation mutation, @Nullable Object mutated) {
        if (!isSame(original, mutated)) {
            made.put(mutation, mutated);
        }
    }

    /** By the equality of the types themselves. */
    static boolean isSame(@Nullable Object left, @Nullable Object right) {
        if (left instanceof BigDecimal number && right instanceof BigDecimal other) {
            return number.compareTo(other) == 0;
        }
        if (left instanceof Double number && right instanceof Double other) {
            return number.doubleValue() == other.doubleValue();
        }
        if (left instanceof byte[] bytes && right instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        }
        return Objects.equals(left, right);
    }
}
