package dev.whimbrel.control.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A small transaction as users make them: it reads a row, writes to the server's log and commits to the disk. The row is of this
 * process alone, so that nobody waits for anybody. It is locked, not changed: in a database where an old snapshot keeps dead rows,
 * thousands of changes of one row would make it slow by themselves.
 */
public final class Touch {
    private static final String READ = "select worker_id from whimbrel.touch where worker_id = ?";

    private final Connection connection;
    private final PreparedStatement read;
    private final PreparedStatement write;

    /**
     * Makes the connection ready, which is the touch's own from then on and not closed by it.
     *
     * @param limit after which a statement is given up
     */
    public Touch(Connection connection, int worker, Duration limit) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        settle(connection, worker, limit.toMillis());
        this.read = connection.prepareStatement(READ);
        this.write = connection.prepareStatement(READ + " for update");
        read.setInt(1, worker);
        write.setInt(1, worker);
    }

    /** Commits wait for the disk at least, and for standbys where users' commits do. */
    private static void settle(Connection connection, int worker, long millis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = 'whimbrel guest'; set lock_timeout = " + millis
                    + "; set statement_timeout = " + millis
                    + "; select set_config('synchronous_commit', 'on', false)"
                    + " where current_setting('synchronous_commit') in ('off', 'local')"
                    + "; insert into whimbrel.touch values (" + worker + ") on conflict do nothing");
            connection.commit();
        }
    }

    /** Does it once; what it takes is the caller's to measure. */
    public void commit() throws SQLException {
        one(read);
        one(write);
        connection.commit();
    }

    private static void one(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The row to touch is gone", "02000");
            }
        }
    }
}
