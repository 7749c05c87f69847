package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.value.Type.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL. Each statement runs in a read-only transaction of its own, which a cursor needs.
 *
 * <p>Settings: {@code schema}, the only schema to read (default: all but the system's own); {@code interval}, {@code duration}
 * (default; an interval with months is unreadable) or {@code text}.
 */
final class PostgresDialect extends Dialect {
    private final @Nullable String schema;
    private final boolean intervalIsDuration;

    PostgresDialect(Map<String, Object> settings) {
        Object named = settings.get("schema");
        schema = named == null ? null : named.toString();
        intervalIsDuration =
                Settings.word(settings, "interval", "duration", "text").equals("duration");
    }

    @Override
    String url(ConnectionProfile profile) {
        return profile.url();
    }

    @Override
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("ApplicationName", "whimbrel source");
        return properties;
    }

    @Override
    void pin(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY, ISOLATION LEVEL READ COMMITTED");
            for (String setting : new String[] {
                "statement_timeout = 0",
                "lock_timeout = 0",
                "standard_conforming_strings = on",
                "idle_in_transaction_session_timeout = 0",
                "TimeZone = 'UTC'",
                "DateStyle = 'ISO'",
                "IntervalStyle = 'iso_8601'"
            }) {
                statement.execute("SET " + setting);
            }
        }
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    @Override
    void limit(Connection connection, TimeLimit limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + limit.millis());
        }
    }

    @Override
    Schema schema(Connection connection) throws SQLException {
        return new PostgresSourceCatalogue(connection, schema, intervalIsDuration).read();
    }

    /** By COPY, whose binary rows cost the server and us less than those of a cursor. */
    @Override
    SourceRows rows(Connection connection, ReadSql sql, ReadPlan plan, KeyRange range, int fetchRows)
            throws SQLException {
        boolean textKey =
                sql.keyColumns().stream().anyMatch(column -> column.type().kind() == Kind.INTERVAL);
        if (textKey) {
            return super.rows(connection, sql, plan, range, fetchRows);
        }
        String select = sql.statement(range).inlined(PostgresDialect::literal);
        return new CopyRows(connection, sql, plan, "COPY (" + select + ") TO STDOUT (FORMAT binary)");
    }

    /** Strings are standard-conforming in this session: a backslash means itself. */
    private static String literal(Object value) {
        return value instanceof byte[] bytes
                ? "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea"
                : "'" + value.toString().replace("'", "''") + "'";
    }

    @Override
    ColumnReader reader(Column column) {
        return PostgresReaders.of(column);
    }

    @Override
    String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    String selected(Column column, String reference) {
        if (column.nativeType().equals("money")) {
            return "CAST(" + reference + " AS numeric)";
        }
        return column.type().kind() == Kind.OTHER ? "CAST(" + reference + " AS text)" : reference;
    }

    /** Text is cast on the server, so that both sides of a comparison have the column's own type and order. */
    @Override
    String marker(Column column) {
        return column.nativeType().equals("money")
                ? "CAST(CAST(? AS numeric) AS money)"
                : "CAST(? AS " + column.nativeType() + ")";
    }

    @Override
    Object bound(Object value, Column column) {
        if (value instanceof byte[]) {
            return value;
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    @Override
    String equal(Column left, String leftReference, Column right, String rightReference) {
        boolean comparable = left.type().kind() == right.type().kind()
                || (left.type().isNumber() && right.type().isNumber());
        return comparable
                ? super.equal(left, leftReference, right, rightReference)
                : "CAST(" + leftReference + " AS text) = CAST(" + rightReference + " AS text)";
    }

    @Override
    String exactText(Column column, String reference) {
        String text =
                switch (column.type().kind()) {
                    case BYTES -> "encode(" + reference + ", 'hex')";
                    case DECIMAL -> "CAST(trim_scale(" + selected(column, reference) + ") AS text)";
                    default -> "CAST(" + reference + " AS text)";
                };
        return "(" + text + " COLLATE \"C\")";
    }

    /** The text of a whole number is never empty and sorts nowhere here: no more is asked of the server than that. */
    @Override
    String tenantText(Column column, String reference) {
        return column.type().isInteger() ? "CAST(" + reference + " AS text)" : super.tenantText(column, reference);
    }

    @Override
    String length(Column column, String reference) {
        return column.type().kind() == Kind.BYTES
                ? "octet_length(" + reference + ")"
                : "char_length(CAST(" + reference + " AS text))";
    }

    @Override
    boolean comparesRows() {
        return true;
    }

    /**
     * Without statistics, or beyond some tenth of a table, the planner reads and sorts all of the table to find the end of one
     * chunk, and does so again for the next.
     */
    @Override
    void keepToIndexes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off");
        }
    }
}
