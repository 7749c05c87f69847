package dev.whimbrel.control.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A small transaction as users make them: it writes to the server's log and commits to the disk. The row that it takes is of this
 * process alone, so that nobody waits for anybody.
 */
public final class Touch {
    private final PreparedStatement call;

    /**
     * Makes the connection ready, which is the touch's own from then on and not closed by it.
     *
     * @param limit after which a statement is given up
     */
    public Touch(Connection connection, int worker, Duration limit) throws SQLException {
        connection.setAutoCommit(true);
        settle(connection, worker, limit.toMillis());
        this.call = connection.prepareStatement("call whimbrel.touch(" + worker + ", null)");
    }

    /** Commits wait for the disk at least, and for standbys where users' commits do. */
    private static void settle(Connection connection, int worker, long millis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = 'whimbrel guest'; set lock_timeout = " + millis
                    + "; set statement_timeout = " + millis
                    + "; select set_config('synchronous_commit', 'on', false)"
                    + " where current_setting('synchronous_commit') in ('off', 'local')");
            statement.execute("insert into whimbrel.touch values (" + worker + ") on conflict do nothing");
        }
    }

    /** Does it once and tells the milliseconds that it took, by the server's clock. */
    public double commit() throws SQLException {
        try (ResultSet row = call.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }
}
