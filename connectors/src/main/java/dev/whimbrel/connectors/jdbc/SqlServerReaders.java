package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Readers of SQL Server. It has no value that Java cannot hold. CHAR and NCHAR lose the spaces that they are padded with. */
final class SqlServerReaders {
    private SqlServerReaders() {}

    static ColumnReader of(Column column) {
        return switch (column.type().kind()) {
            case BOOLEAN -> SqlServerReaders::bool;
            case SMALLINT, INTEGER, BIGINT -> ColumnReader::wholeNumber;
            case DECIMAL -> ResultSet::getBigDecimal;
            case REAL -> ColumnReader::floatNumber;
            case DOUBLE -> ColumnReader::doubleNumber;
            case BYTES -> ResultSet::getBytes;
            case DATE -> (row, index) -> row.getObject(index, LocalDate.class);
            case TIME -> (row, index) -> row.getObject(index, LocalTime.class);
            case TIMESTAMP -> (row, index) -> row.getObject(index, LocalDateTime.class);
            case TIMESTAMPTZ -> SqlServerReaders::instant;
            case UUID -> ColumnReader.ofText(UUID::fromString);
            case TEXT ->
                SqlServerDialect.isPadded(column)
                        ? ColumnReader.ofText(SqlServerReaders::stripped)
                        : ResultSet::getString;
            case INTERVAL, ENUM, JSON, OTHER -> ResultSet::getString;
        };
    }

    private static @Nullable Object bool(ResultSet row, int index) throws SQLException {
        boolean value = row.getBoolean(index);
        return row.wasNull() ? null : (Boolean) value;
    }

    private static @Nullable Object instant(ResultSet row, int index) throws SQLException {
        OffsetDateTime moment = row.getObject(index, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
