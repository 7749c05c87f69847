package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Unreadable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Readers of MariaDB and MySQL. Dates and times are read as text, since the driver makes null of those that Java cannot hold:
 * they are {@code ZERO_DATE} (a year, month or day of zero) or {@code INVALID_DATE} (such as 31 February).
 */
final class MariaDbReaders {
    private static final Unreadable ZERO_DATE = new Unreadable("ZERO_DATE");
    private static final Unreadable INVALID_DATE = new Unreadable("INVALID_DATE");
    private static final Unreadable TIME_OUT_OF_DAY = new Unreadable("TIME_OUT_OF_DAY");
    private static final Unreadable NO_SUCH_TIME = new Unreadable("NO_SUCH_TIME");
    private static final Unreadable NOT_BOOLEAN = new Unreadable("NOT_BOOLEAN");

    private MariaDbReaders() {}

    static ColumnReader of(Column column, ZoneId zone) {
        return switch (column.type().kind()) {
            case BOOLEAN -> MariaDbReaders::bool;
            case SMALLINT, INTEGER, BIGINT -> ColumnReader::wholeNumber;
            case DECIMAL -> ResultSet::getBigDecimal;
            case REAL, DOUBLE -> ColumnReader::doubleNumber;
            case BYTES -> ResultSet::getBytes;
            case DATE -> ColumnReader.ofText(MariaDbReaders::date);
            case TIMESTAMP -> ColumnReader.ofText(MariaDbReaders::dateTime);
            case TIMESTAMPTZ -> ColumnReader.ofText(text -> instant(text, zone));
            case INTERVAL -> ColumnReader.ofText(MariaDbReaders::duration);
            case TIME -> ColumnReader.ofText(MariaDbReaders::timeOfDay);
            case UUID -> ColumnReader.ofText(UUID::fromString);
            case TEXT, ENUM, JSON, OTHER -> ResultSet::getString;
        };
    }

    private static @Nullable Object bool(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        if (value == 0) {
            return row.wasNull() ? null : Boolean.FALSE;
        }
        return value == 1 ? Boolean.TRUE : NOT_BOOLEAN;
    }

    /** {@code 2024-01-31}. */
    static Object date(String text) {
        int year = 100 * two(text, 0) + two(text, 2);
        int month = two(text, 5);
        int day = two(text, 8);
        if (year == 0 || month == 0 || day == 0) {
            return ZERO_DATE;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return INVALID_DATE;
        }
    }

    /** {@code 2024-01-31 10:00:00.5}. */
    static Object dateTime(String text) {
        Object date = date(text);
        if (!(date instanceof LocalDate day)) {
            return date;
        }
        return LocalDateTime.of(day, timeOf(text));
    }

    /** The time of day behind a date. */
    private static LocalTime timeOf(String text) {
        return LocalTime.of(two(text, 11), two(text, 14), two(text, 17), nanos(text, 19));
    }

    /** The number of two digits at {@code at}. */
    private static int two(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw new NumberFormatException("no digits where a date has some");
        }
        return 10 * tens + ones;
    }

    static Object instant(String text, ZoneId zone) {
        Object date = date(text);
        if (!(date instanceof LocalDate day)) {
            return date;
        }
        if (zone instanceof ZoneOffset offset) {
            long second = day.toEpochDay() * 86_400 + timeOf(text).toSecondOfDay() - offset.getTotalSeconds();
            return Instant.ofEpochSecond(second, nanos(text, 19));
        }
        LocalDateTime local = LocalDateTime.of(day, timeOf(text));
        return zone.getRules().getValidOffsets(local).isEmpty()
                ? NO_SUCH_TIME
                : local.atZone(zone).toInstant();
    }

    /** {@code -838:59:59.999999}. */
    static Duration duration(String text) {
        boolean negative = text.charAt(0) == '-';
        int start = negative ? 1 : 0;
        int colon = text.indexOf(':');
        long seconds = Long.parseLong(text, start, colon, 10) * 3600
                + Long.parseLong(text, colon + 1, colon + 3, 10) * 60
                + Long.parseLong(text, colon + 4, colon + 6, 10);
        Duration duration = Duration.ofSeconds(seconds, nanos(text, colon + 6));
        return negative ? duration.negated() : duration;
    }

    private static Object timeOfDay(String text) {
        Duration duration = duration(text);
        return duration.isNegative() || duration.toDays() > 0 ? TIME_OUT_OF_DAY : LocalTime.MIDNIGHT.plus(duration);
    }

    /** The text that MariaDB reads as this duration. */
    static String time(Duration duration) {
        Duration size = duration.abs();
        return String.format(
                "%s%02d:%02d:%02d.%06d",
                duration.isNegative() ? "-" : "",
                size.toHours(),
                size.toMinutesPart(),
                size.toSecondsPart(),
                size.toNanosPart() / 1000);
    }

    /** Nanoseconds of a fraction that starts with a point at {@code point}, if there is one. */
    private static int nanos(String text, int point) {
        int nanos = 0;
        for (int i = 1; i <= 9; i++) {
            int at = point + i;
            nanos = nanos * 10 + (at < text.length() ? text.charAt(at) - '0' : 0);
        }
        return nanos;
    }
}
