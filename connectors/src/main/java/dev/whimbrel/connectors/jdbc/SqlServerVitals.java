package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Reading.Measured;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.Vitals;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * The watch on a SQL Server: not covered by tests against a real one. Without VIEW SERVER STATE its views show the own session
 * only, which would look like peace: then the signals are unreadable. Waits, connections and lag are not offered.
 */
final class SqlServerVitals {
    private static final String SESSIONS = """
            SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS allowed,
              COUNT(*) AS active,
              COUNT(CASE WHEN b.program_name LIKE 'whimbrel%' THEN 1 END) AS blocked
            FROM sys.dm_exec_requests r JOIN sys.dm_exec_sessions s ON s.session_id = r.session_id
              LEFT JOIN sys.dm_exec_sessions b ON b.session_id = r.blocking_session_id
            WHERE s.is_user_process = 1 AND COALESCE(s.program_name, '') NOT LIKE 'whimbrel%'
            """;

    private SqlServerVitals() {}

    static Vitals of(ConnectionProfile profile, Canary canary, Dialect dialect) {
        return new JdbcVitals(() -> open(profile, canary, dialect), canary, "SELECT 1", List.of(new Requests()));
    }

    /** The smallest question, over a connection as the watch has it. */
    static Feeler feel(ConnectionProfile profile, Duration limit, Dialect dialect) {
        return new JdbcFeeler(() -> open(profile, new Canary(null, limit), dialect));
    }

    private static Connection open(ConnectionProfile profile, Canary canary, Dialect dialect) throws SQLException {
        long millis = canary.limit().toMillis();
        Properties properties = dialect.properties();
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("queryTimeout", Long.toString(Math.max(1, millis / 1000)));
        properties.setProperty("socketTimeout", Long.toString(millis + 2000));
        PostgresVitals.credentials(profile, properties);
        return DriverManager.getConnection(dialect.url(profile), properties);
    }

    /** What others are running. */
    private static final class Requests implements JdbcVitals.Probe {
        @Override
        public List<Signal> signals() {
            return List.of(Signal.ACTIVE, Signal.OTHERS, Signal.BLOCKED);
        }

        @Override
        public List<Reading> ask(Statement statement) throws SQLException {
            try (ResultSet row = statement.executeQuery(SESSIONS)) {
                row.next();
                if (row.getInt("allowed") != 1) {
                    return JdbcVitals.failed(this, "the user lacks VIEW SERVER STATE");
                }
                return List.of(
                        new Measured(Signal.ACTIVE, row.getDouble("active")),
                        new Measured(Signal.OTHERS, row.getDouble("active")),
                        new Measured(Signal.BLOCKED, row.getDouble("blocked")));
            }
        }
    }
}
