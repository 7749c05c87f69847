package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Questions.Answer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A query that a person wrote, and its answer in values of this house. */
final class Asking {
    private Asking() {}

    static Answer of(Connection connection, String query, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.MARK + " " + query)) {
            statement.setMaxRows(most + 1);
            try (ResultSet rows = statement.executeQuery()) {
                return answer(rows, most);
            }
        }
    }

    private static Answer answer(ResultSet rows, int most) throws SQLException {
        ResultSetMetaData shape = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= shape.getColumnCount(); i++) {
            columns.add(shape.getColumnLabel(i));
        }
        List<@Nullable Object[]> all = new ArrayList<>();
        while (rows.next()) {
            if (all.size() == most) {
                throw Fault.user(
                        "ANSWER_TOO_LONG",
                        "Cannot hold two answers against each other: one has more than " + most + " rows",
                        "Ask for sums by fewer columns.");
            }
            @Nullable Object[] row = new Object[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = value(rows, i + 1, shape.getColumnType(i + 1));
            }
            all.add(row);
        }
        return new Answer(columns, all);
    }

    private static @Nullable Object value(ResultSet rows, int at, int type) throws SQLException {
        return switch (type) {
            case Types.DATE -> rows.getObject(at, LocalDate.class);
            case Types.TIME -> rows.getObject(at, LocalTime.class);
            case Types.TIMESTAMP -> moment(rows, at);
            case Types.TIMESTAMP_WITH_TIMEZONE -> instant(rows, at);
            default -> plain(rows.getObject(at));
        };
    }

    /** PostgreSQL's driver calls a moment with zone a TIMESTAMP too. */
    private static @Nullable Object moment(ResultSet rows, int at) throws SQLException {
        return rows.getMetaData().getColumnTypeName(at).equalsIgnoreCase("timestamptz")
                ? instant(rows, at)
                : rows.getObject(at, LocalDateTime.class);
    }

    private static @Nullable Object instant(ResultSet rows, int at) throws SQLException {
        OffsetDateTime moment = rows.getObject(at, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof Float number) {
            return (double) number;
        }
        boolean known = value == null
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof byte[];
        return known ? value : String.valueOf(value);
    }
}
