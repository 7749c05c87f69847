package dev.whimbrel.core.compare;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A value as a target's column keeps it, so that what was written and what is read back are compared alike: REAL at single
 * precision, fractions of a second at the column's precision, JSON without its accidents, CHAR without padding. All else is
 * itself. A value that is of another kind than the column is left alone; the comparison then tells it.
 */
public final class Fitted {
    private static final int NANOS_OF_MICRO = 1_000;
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final long MICROS_OF_DAY = 86_400 * MICROS_OF_SECOND;
    private static final long[] STEPS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    /** Second 0 of the year 2000: PostgreSQL rounds a moment away from it. */
    private static final long EPOCH = 946_684_800L;

    private Fitted() {}

    /** The value as {@code column} keeps it. */
    public static @Nullable Object value(Column column, @Nullable Object value) {
        Type type = column.type();
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case REAL -> value instanceof Double number ? (Object) (double) (float) (double) number : value;
            case JSON -> value instanceof String text ? CanonicalJson.of(text) : value;
            case TEXT -> value instanceof String text && isPadded(column) ? withoutPadding(text) : value;
            case TIME -> value instanceof LocalTime time ? time(time, type.precision()) : value;
            case TIMESTAMP -> value instanceof LocalDateTime moment ? moment(moment, type.precision()) : value;
            case TIMESTAMPTZ -> value instanceof Instant moment ? moment(moment, type.precision()) : value;
            case INTERVAL -> value instanceof Duration span ? span(span, type.precision()) : value;
            default -> value;
        };
    }

    /** Appends the value as {@code column} keeps it. */
    public static void add(Column column, @Nullable Object value, Canonical form) {
        if (value instanceof String text && column.type().kind() == Type.Kind.JSON) {
            form.json(text);
        } else {
            form.add(value(column, value));
        }
    }

    /** Whether every value is as it is in this column, so that {@link #value} need not be asked. */
    public static boolean isPlain(Column column) {
        return switch (column.type().kind()) {
            case REAL, JSON, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> false;
            case TEXT -> !isPadded(column);
            default -> true;
        };
    }

    /** Whether the column is one of CHAR(n), whose trailing spaces mean nothing. */
    public static boolean isPadded(Column column) {
        String name = column.nativeType();
        return name.contains("character(") || name.contains("bpchar");
    }

    /** Without trailing spaces. */
    public static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Microseconds of a fraction in nanoseconds, half of one rounded up. */
    public static long micros(int nanos) {
        return (nanos + NANOS_OF_MICRO / 2) / NANOS_OF_MICRO;
    }

    /** Microseconds of the day; the end of the day, 24:00, is {@link LocalTime#MAX}. */
    public static long micros(LocalTime time) {
        return time.toSecondOfDay() * MICROS_OF_SECOND + micros(time.getNano());
    }

    private static LocalTime time(LocalTime time, int precision) {
        long micros = rounded(micros(time), precision);
        return micros >= MICROS_OF_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(micros * NANOS_OF_MICRO);
    }

    private static LocalDateTime moment(LocalDateTime moment, int precision) {
        boolean whole = precision >= STEPS.length - 1 && moment.getNano() % NANOS_OF_MICRO == 0;
        if (whole || moment.equals(LocalDateTime.MAX) || moment.equals(LocalDateTime.MIN)) {
            return moment;
        }
        return LocalDateTime.ofInstant(moment(moment.toInstant(ZoneOffset.UTC), precision), ZoneOffset.UTC);
    }

    private static Instant moment(Instant moment, int precision) {
        if (precision >= STEPS.length - 1 && moment.getNano() % NANOS_OF_MICRO == 0) {
            return moment;
        }
        long seconds = moment.getEpochSecond() - EPOCH;
        if (Math.abs(seconds) > Long.MAX_VALUE / MICROS_OF_SECOND - 1) {
            return moment;
        }
        long micros = rounded(seconds * MICROS_OF_SECOND + micros(moment.getNano()), precision);
        return Instant.ofEpochSecond(
                EPOCH + Math.floorDiv(micros, MICROS_OF_SECOND),
                Math.floorMod(micros, MICROS_OF_SECOND) * NANOS_OF_MICRO);
    }

    private static Duration span(Duration span, int precision) {
        if (Math.abs(span.getSeconds()) > Long.MAX_VALUE / MICROS_OF_SECOND - 1) {
            return span;
        }
        long micros = rounded(span.getSeconds() * MICROS_OF_SECOND + micros(span.getNano()), precision);
        return Duration.ofSeconds(
                Math.floorDiv(micros, MICROS_OF_SECOND), Math.floorMod(micros, MICROS_OF_SECOND) * NANOS_OF_MICRO);
    }

    /** Rounded to {@code precision} digits of a second's fraction, half a step away from zero. */
    private static long rounded(long micros, int precision) {
        if (precision < 0 || precision >= STEPS.length - 1) {
            return micros;
        }
        long step = STEPS[precision];
        long size = (Math.abs(micros) + step / 2) / step * step;
        return micros < 0 ? -size : size;
    }
}
