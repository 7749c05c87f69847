package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Snapshot;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.value.Type.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL. Each statement runs in a read-only transaction of its own, which a cursor needs.
 *
 * <p>Settings: {@code schema}, the only schema to read (default: all but the system's own); {@code interval}, {@code duration}
 * (default; an interval with months is unreadable) or {@code text}; {@code snapshot}, {@code chunk} (default) or {@code run}.
 */
final class PostgresDialect extends Dialect {
    /** What a transaction begins with whose statements are all to show one moment. */
    static final String ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** Unknown, in older releases and in newer ones; known, but the transaction that exported it has ended. */
    private static final Set<String> GONE = Set.of("22023", "42704", "55000");

    private final @Nullable String schema;
    private final boolean intervalIsDuration;
    private final Snapshot snapshot;
    private final @Nullable Moment moment;

    PostgresDialect(Map<String, Object> settings) {
        Object named = settings.get("schema");
        schema = named == null ? null : named.toString();
        intervalIsDuration =
                Settings.word(settings, "interval", "duration", "text").equals("duration");
        snapshot = Settings.word(settings, "snapshot", "chunk", "run").equals("run") ? Snapshot.RUN : Snapshot.CHUNK;
        moment = null;
    }

    private PostgresDialect(PostgresDialect other, Moment moment) {
        this.schema = other.schema;
        this.intervalIsDuration = other.intervalIsDuration;
        this.snapshot = other.snapshot;
        this.moment = moment;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** The same for a source that shows this moment and no other. */
    PostgresDialect seeing(Moment kept) {
        return new PostgresDialect(this, kept);
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
        // The session that keeps a snapshot is quiet for as long as a run takes, which firewalls would take for dead.
        properties.setProperty("tcpKeepAlive", "true");
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

    /**
     * Each transaction takes the snapshot over anew, so that none is left open between statements. A name that the server knows no
     * longer, or whose owner has ended, is a moment lost; so is one that shows anything else than it did.
     */
    @Override
    void see(Connection connection) throws SQLException {
        Moment kept = moment;
        if (kept == null) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(ONE_MOMENT + "; SET TRANSACTION SNAPSHOT " + literal(kept.name()));
            try (ResultSet row = statement.executeQuery("SELECT txid_current_snapshot()")) {
                row.next();
                if (!kept.shows().equals(row.getString(1))) {
                    connection.rollback();
                    throw kept.lost("its name has passed to another");
                }
            }
        } catch (SQLException e) {
            if (GONE.contains(String.valueOf(e.getSQLState()))) {
                connection.rollback();
                throw kept.lost("SQLSTATE " + e.getSQLState());
            }
            throw e;
        }
    }

    @Override
    Schema schema(Connection connection) throws SQLException {
        return new PostgresSourceCatalogue(connection, schema, intervalIsDuration).read();
    }

    /** By COPY, whose binary rows cost the server and us less than those of a cursor. */
    @Override
    SourceRows rows(Connection connection, ReadSql sql, ReadPlan plan, Sql rows, int fetchRows) throws SQLException {
        boolean textKey =
                sql.keyColumns().stream().anyMatch(column -> column.type().kind() == Kind.INTERVAL);
        if (textKey) {
            return super.rows(connection, sql, plan, rows, fetchRows);
        }
        String select = rows.inlined(PostgresDialect::literal);
        return new CopyRows(connection, sql, plan, "COPY (" + select + ") TO STDOUT (FORMAT binary)");
    }

    /** Strings are standard-conforming in this session: a backslash means itself. */
    static String literal(Object value) {
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
