package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Readers of PostgreSQL. Unreadable are infinite dates and moments ({@code INFINITE_DATE}), numerics that are no finite number
 * ({@code NOT_A_NUMBER}), the time 24:00 ({@code TIME_OUT_OF_DAY}) and intervals with months ({@code INTERVAL_MONTHS}).
 */
final class PostgresReaders {
    private static final Unreadable INFINITE_DATE = new Unreadable("INFINITE_DATE");
    private static final Unreadable NOT_A_NUMBER = new Unreadable("NOT_A_NUMBER");
    private static final Unreadable TIME_OUT_OF_DAY = new Unreadable("TIME_OUT_OF_DAY");
    private static final Unreadable INTERVAL_MONTHS = new Unreadable("INTERVAL_MONTHS");

    private PostgresReaders() {}

    static ColumnReader of(Column column) {
        return switch (column.type().kind()) {
            case BOOLEAN -> PostgresReaders::bool;
            case SMALLINT, INTEGER, BIGINT -> ColumnReader::wholeNumber;
            case DECIMAL -> ColumnReader.ofText(PostgresReaders::decimal);
            case REAL -> ColumnReader::floatNumber;
            case DOUBLE -> ColumnReader::doubleNumber;
            case BYTES -> ResultSet::getBytes;
            case DATE -> PostgresReaders::date;
            case TIME -> PostgresReaders::time;
            case TIMESTAMP -> PostgresReaders::moment;
            case TIMESTAMPTZ -> PostgresReaders::instant;
            case INTERVAL -> ColumnReader.ofText(PostgresReaders::duration);
            case UUID -> (row, index) -> row.getObject(index, UUID.class);
            case TEXT -> isPadded(column) ? ColumnReader.ofText(PostgresReaders::stripped) : ResultSet::getString;
            case ENUM, JSON, OTHER -> ResultSet::getString;
        };
    }

    static boolean isPadded(Column column) {
        return column.nativeType().startsWith("character(")
                || column.nativeType().equals("character");
    }

    private static @Nullable Object bool(ResultSet row, int index) throws SQLException {
        boolean value = row.getBoolean(index);
        return row.wasNull() ? null : (Boolean) value;
    }

    private static Object decimal(String text) {
        char last = text.charAt(text.length() - 1);
        return Character.isDigit(last) ? new BigDecimal(text) : NOT_A_NUMBER;
    }

    private static @Nullable Object date(ResultSet row, int index) throws SQLException {
        LocalDate date = row.getObject(index, LocalDate.class);
        return LocalDate.MAX.equals(date) || LocalDate.MIN.equals(date) ? INFINITE_DATE : date;
    }

    private static @Nullable Object moment(ResultSet row, int index) throws SQLException {
        LocalDateTime moment = row.getObject(index, LocalDateTime.class);
        return LocalDateTime.MAX.equals(moment) || LocalDateTime.MIN.equals(moment) ? INFINITE_DATE : moment;
    }

    private static @Nullable Object instant(ResultSet row, int index) throws SQLException {
        OffsetDateTime moment = row.getObject(index, OffsetDateTime.class);
        if (moment == null) {
            return null;
        }
        return moment.equals(OffsetDateTime.MAX) || moment.equals(OffsetDateTime.MIN)
                ? INFINITE_DATE
                : moment.toInstant();
    }

    /** The driver gives the last nanosecond of the day for 24:00, which PostgreSQL itself cannot hold. */
    private static @Nullable Object time(ResultSet row, int index) throws SQLException {
        LocalTime time = row.getObject(index, LocalTime.class);
        return LocalTime.MAX.equals(time) ? TIME_OUT_OF_DAY : time;
    }

    /** ISO 8601 as {@code IntervalStyle = iso_8601} prints it; a day has 24 hours. */
    static Object duration(String text) {
        int time = text.indexOf('T');
        String days = time < 0 ? text : text.substring(0, time);
        return days.indexOf('Y') >= 0 || days.indexOf('M') >= 0 ? INTERVAL_MONTHS : Duration.parse(text);
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
