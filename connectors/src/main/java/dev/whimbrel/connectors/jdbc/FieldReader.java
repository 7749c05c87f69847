package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads one field that PostgreSQL sends in binary, never null, into our form of its value; the same values as
 * {@link PostgresReaders} make of a cursor's rows. The forms are those of the server's send functions.
 */
@FunctionalInterface
interface FieldReader {
    FieldReader TEXT = FieldReader::text;

    /** Days and seconds from 1970-01-01 to 2000-01-01, where PostgreSQL's dates start. */
    int EPOCH_DAYS = 10_957;

    long EPOCH_SECONDS = 946_684_800L;
    long MICROS = 1_000_000L;
    long MICROS_OF_DAY = 86_400 * MICROS;

    /** Infinite values by sign, so that as parts of keys they can be told apart. */
    Unreadable INFINITY = new Unreadable("INFINITE_DATE");

    Unreadable MINUS_INFINITY = new Unreadable("INFINITE_DATE");
    Unreadable TIME_OUT_OF_DAY = new Unreadable("TIME_OUT_OF_DAY");
    Unreadable INTERVAL_MONTHS = new Unreadable("INTERVAL_MONTHS");

    Object read(byte[] bytes, int at, int length);

    static FieldReader of(Column column) {
        return switch (column.type().kind()) {
            case BOOLEAN -> (bytes, at, length) -> bytes[at] != 0;
            case SMALLINT, INTEGER, BIGINT -> whole(column);
            case DECIMAL -> NumericReader::read;
            case REAL -> (bytes, at, length) -> (double) Float.intBitsToFloat(int4(bytes, at));
            case DOUBLE -> (bytes, at, length) -> Double.longBitsToDouble(int8(bytes, at));
            case BYTES -> (bytes, at, length) -> Arrays.copyOfRange(bytes, at, at + length);
            case DATE -> FieldReader::date;
            case TIME -> FieldReader::time;
            case TIMESTAMP -> FieldReader::timestamp;
            case TIMESTAMPTZ -> FieldReader::instant;
            case INTERVAL -> FieldReader::interval;
            case UUID -> (bytes, at, length) -> new UUID(int8(bytes, at), int8(bytes, at + 8));
            case TEXT -> PostgresReaders.isPadded(column) ? FieldReader::padded : TEXT;
            case JSON -> FieldReader::json;
            case ENUM, OTHER -> TEXT;
        };
    }

    static int int4(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }

    static long int8(byte[] bytes, int at) {
        return (long) int4(bytes, at) << 32 | int4(bytes, at + 4) & 0xFFFF_FFFFL;
    }

    /** An oid counts as a bigint, and is the only one of four bytes; it has no sign. */
    private static FieldReader whole(Column column) {
        boolean big = column.type().kind() == dev.whimbrel.core.value.Type.Kind.BIGINT;
        return (bytes, at, length) -> {
            if (length == 8) {
                return int8(bytes, at);
            }
            if (length == 4) {
                return big ? int4(bytes, at) & 0xFFFF_FFFFL : (long) int4(bytes, at);
            }
            return (long) (short) (bytes[at] << 8 | bytes[at + 1] & 0xFF);
        };
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    private static String padded(byte[] bytes, int at, int length) {
        int end = at + length;
        while (end > at && bytes[end - 1] == ' ') {
            end--;
        }
        return text(bytes, at, end - at);
    }

    private static String json(byte[] bytes, int at, int length) {
        int version = jsonVersion(bytes, at, length);
        return text(bytes, at + version, length - version);
    }

    /** Bytes before the text: a jsonb is its version, 1, and the text; no JSON text starts with that byte. */
    static int jsonVersion(byte[] bytes, int at, int length) {
        return length > 0 && bytes[at] == 1 ? 1 : 0;
    }

    private static Object date(byte[] bytes, int at, int length) {
        int days = int4(bytes, at);
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            return days > 0 ? INFINITY : MINUS_INFINITY;
        }
        return LocalDate.ofEpochDay((long) days + EPOCH_DAYS);
    }

    private static Object time(byte[] bytes, int at, int length) {
        long micros = int8(bytes, at);
        return micros >= MICROS_OF_DAY ? TIME_OUT_OF_DAY : LocalTime.ofNanoOfDay(micros * 1_000);
    }

    /** Whether a moment of eight bytes is one, and not infinite. */
    static boolean isFinite(byte[] bytes, int at) {
        long micros = int8(bytes, at);
        return micros != Long.MAX_VALUE && micros != Long.MIN_VALUE;
    }

    private static Object timestamp(byte[] bytes, int at, int length) {
        long micros = int8(bytes, at);
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? INFINITY : MINUS_INFINITY;
        }
        return LocalDateTime.ofEpochSecond(seconds(micros), nanos(micros), ZoneOffset.UTC);
    }

    private static Object instant(byte[] bytes, int at, int length) {
        long micros = int8(bytes, at);
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? INFINITY : MINUS_INFINITY;
        }
        return Instant.ofEpochSecond(seconds(micros), nanos(micros));
    }

    static long seconds(long micros) {
        return Math.floorDiv(micros, MICROS) + EPOCH_SECONDS;
    }

    static int nanos(long micros) {
        return (int) Math.floorMod(micros, MICROS) * 1_000;
    }

    /** Microseconds, days of 24 hours, months. */
    private static Object interval(byte[] bytes, int at, int length) {
        if (int4(bytes, at + 12) != 0) {
            return INTERVAL_MONTHS;
        }
        long micros = int8(bytes, at);
        return Duration.ofDays(int4(bytes, at + 8))
                .plusSeconds(Math.floorDiv(micros, MICROS))
                .plusNanos(Math.floorMod(micros, MICROS) * 1_000);
    }

    /** The server's own text of a value that we cannot hold. */
    static String nativeText(Unreadable unreadable) {
        if (unreadable == INFINITY) {
            return "infinity";
        } else if (unreadable == MINUS_INFINITY) {
            return "-infinity";
        } else if (unreadable == TIME_OUT_OF_DAY) {
            return "24:00:00";
        }
        return NumericReader.nativeText(unreadable);
    }
}
