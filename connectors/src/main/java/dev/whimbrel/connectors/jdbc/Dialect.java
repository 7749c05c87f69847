package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** All that one database does in a way of its own. A dialect holds the settings of one connection but not the connection. */
abstract class Dialect {
    /** The address that the driver understands. */
    abstract String url(ConnectionProfile profile);

    /** Driver properties without user and password: ten seconds to connect, and what the readers rely on. */
    abstract Properties properties();

    /** Pins the session: read only, UTC, no time-out of statements, one snapshot for each statement. */
    abstract void pin(Connection connection) throws SQLException;

    /** Lets the server end what takes longer than this kind of statement may; a server that cannot is left to its own limits. */
    void limit(Connection connection, TimeLimit limit) throws SQLException {}

    /**
     * Lets the statements that follow, until {@link #release}, show the moment that was kept for this source; where none was, they
     * show what is committed by then. To be called before anything else is asked.
     */
    void see(Connection connection) throws SQLException {}

    /** Reads the catalogue. */
    abstract Schema schema(Connection connection) throws SQLException;

    abstract ColumnReader reader(Column column);

    /** The same for a column whose values may come as they were sent, where that is cheaper. */
    ColumnReader sentReader(Column column) {
        return reader(column);
    }

    abstract String quote(String identifier);

    String table(TableName name) {
        String schema = name.schema();
        return schema == null ? quote(name.name()) : quote(schema) + "." + quote(name.name());
    }

    /** What to select so that {@link #reader} understands it. */
    String selected(Column column, String reference) {
        return reference;
    }

    /** What to compare and to order by; the two must agree on the order. */
    String compared(Column column, String reference) {
        return reference;
    }

    /** A parameter that is compared with a column of this type. */
    String marker(Column column) {
        return "?";
    }

    /** A value of the column's type, or the database's own text of an unreadable one, as the driver is to be given it. */
    abstract Object bound(Object value, Column column);

    /** Equality of two columns, whose types may differ where a relation is only declared. */
    String equal(Column left, String leftReference, Column right, String rightReference) {
        return leftReference + " = " + rightReference;
    }

    /** The value's canonical text in a form that the database compares byte by byte. */
    abstract String exactText(Column column, String reference);

    /** A text as it is compared with {@link #exactText}. */
    Object exactBound(String text) {
        return text;
    }

    /** A plain ASCII literal that is compared with {@link #exactText}. */
    String exactLiteral(String text) {
        return "'" + text + "'";
    }

    /** Reads what {@link #exactText} selects. */
    @Nullable
    String readExact(ResultSet row, int index) throws SQLException {
        return row.getString(index);
    }

    /** The canonical text of a tenant, null for an empty one. */
    String tenantText(Column column, String reference) {
        return "NULLIF(" + exactText(column, reference) + ", '')";
    }

    /** The number of characters of a value as text, of bytes for bytes. */
    abstract String length(Column column, String reference);

    /** Adds the limit to an ordered select. */
    String limited(String orderedSelect, long offset, int rows) {
        return orderedSelect + " LIMIT " + rows + (offset == 0 ? "" : " OFFSET " + offset);
    }

    /** A select of at most so many rows in any order. */
    String anyRows(String select, int rows) {
        return limited(select, 0, rows);
    }

    /** Whether {@code (a, b) > (?, ?)} is understood and uses an index. */
    boolean comparesRows() {
        return false;
    }

    /** Streams the rows of a statement of {@code sql}, a fetch of so many at a time where the database has no stream of its own. */
    SourceRows rows(Connection connection, ReadSql sql, ReadPlan plan, Sql rows, int fetchRows) throws SQLException {
        PreparedStatement statement = rows.prepare(connection);
        try {
            statement.setFetchSize(fetchRows);
            return new JdbcRows(this, sql, plan, statement);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Keeps the statements that follow, until {@link #release}, to walking the index of a key where the planner would sort. */
    void keepToIndexes(Connection connection) throws SQLException {}

    /** Ends the statement's transaction where there is one, so that the next statement sees what is committed by then. */
    void release(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}
