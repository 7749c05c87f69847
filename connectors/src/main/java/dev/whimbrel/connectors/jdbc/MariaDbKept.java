package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * MariaDB or MySQL as it was at one moment, in a session whose transaction stays open. Before and after each statement the session goes back to
 * a savepoint of its beginning. That gives the tables free that were read, so that nobody's ALTER TABLE waits for the end of all; and
 * it fails where the transaction is not the same any more, so that no other moment is ever shown instead.
 */
final class MariaDbKept extends MariaDbDialect {
    private static final String SAVEPOINT = "whimbrel_moment";

    /** No such savepoint, since its transaction has ended. */
    private static final int NO_SAVEPOINT = 1305;

    private final String place;

    /** @param place the database, for messages */
    MariaDbKept(Map<String, Object> settings, String place) {
        super(settings);
        this.place = place;
    }

    String place() {
        return place;
    }

    /** Keeps what the server shows now. */
    void keep(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            if (MariaDbCatalogue.isMariaDb(session)) {
                // A transaction is quiet while the other side is read, which some servers take for idle.
                statement.execute("SET SESSION idle_transaction_timeout = 0, idle_readonly_transaction_timeout = 0");
            }
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            statement.execute("SAVEPOINT " + SAVEPOINT);
        }
    }

    @Override
    void see(Connection session) throws SQLException {
        try {
            back(session);
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SAVEPOINT) {
                throw lost(e);
            }
            throw e;
        }
    }

    @Override
    void release(Connection session) throws SQLException {
        back(session);
    }

    /** The session does not show that moment any more; there is no other that could. */
    Fault lost(SQLException e) {
        return Moment.lost(place, "error " + e.getErrorCode(), "the session");
    }

    private static void back(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        }
    }
}
