package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Reading.Failed;
import dev.whimbrel.core.port.Reading.Measured;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.Vitals;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The watch on a MariaDB or MySQL server. Its counters need no privilege. Sessions of ours are known by the mark at the head of
 * their statements, which their own user always may see.
 */
final class MariaDbVitals {
    private static final String COUNTERS = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Threads_running',"
            + " 'Threads_connected', 'Innodb_row_lock_current_waits')";
    private static final String OURS = "SELECT COUNT(*), @@max_connections FROM information_schema.PROCESSLIST"
            + " WHERE COMMAND NOT IN ('Sleep', 'Daemon') AND (ID = CONNECTION_ID() OR INFO LIKE '" + Sql.MARK + "%')";

    private MariaDbVitals() {}

    static Vitals of(ConnectionProfile profile, Canary canary, Dialect dialect) {
        boolean replicates = profile.type().equals("mariadb");
        return new JdbcVitals(
                () -> open(profile, canary, dialect),
                canary,
                "SELECT 1",
                replicates ? List.of(new Threads(), new Replica()) : List.of(new Threads()));
    }

    /** The smallest question, over a connection as the watch has it. */
    static Feeler feel(ConnectionProfile profile, Duration limit, Dialect dialect) {
        return new JdbcFeeler(() -> open(profile, new Canary(null, limit), dialect));
    }

    private static Connection open(ConnectionProfile profile, Canary canary, Dialect dialect) throws SQLException {
        long millis = canary.limit().toMillis();
        Properties properties = dialect.properties();
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", Long.toString(millis + 2000));
        PostgresVitals.credentials(profile, properties);
        Connection connection = DriverManager.getConnection(dialect.url(profile), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION READ ONLY");
            statement.execute("SET SESSION lock_wait_timeout = " + Math.max(1, millis / 1000));
            statement.execute(
                    MariaDbCatalogue.isMariaDb(connection)
                            ? "SET SESSION max_statement_time = " + millis / 1000.0
                            : "SET SESSION max_execution_time = " + millis);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Threads and row locks. Reading never takes row locks here, so nobody is blocked by us; that others wait still matters. */
    private static final class Threads implements JdbcVitals.Probe {
        @Override
        public List<Signal> signals() {
            return List.of(Signal.ACTIVE, Signal.OTHERS, Signal.CONNECTIONS, Signal.WAITS);
        }

        @Override
        public List<Reading> ask(Statement statement) throws SQLException {
            double ours;
            double allowed;
            try (ResultSet row = statement.executeQuery(OURS)) {
                row.next();
                ours = row.getDouble(1);
                allowed = Math.max(1, row.getDouble(2));
            }
            Map<String, Double> counters = counters(statement);
            double others = Math.max(0, counters.getOrDefault("Threads_running", Double.MAX_VALUE) - ours);
            return List.of(
                    new Measured(Signal.ACTIVE, others),
                    new Measured(Signal.OTHERS, others),
                    new Measured(
                            Signal.CONNECTIONS,
                            100 * counters.getOrDefault("Threads_connected", Double.MAX_VALUE) / allowed),
                    counters.containsKey("Innodb_row_lock_current_waits")
                            ? new Measured(Signal.WAITS, counters.getOrDefault("Innodb_row_lock_current_waits", 0.0))
                            : new Failed(Signal.WAITS, "the server does not count row lock waits"));
        }

        private static Map<String, Double> counters(Statement statement) throws SQLException {
            Map<String, Double> counters = new HashMap<>();
            try (ResultSet rows = statement.executeQuery(COUNTERS)) {
                while (rows.next()) {
                    counters.put(rows.getString(1), rows.getDouble(2));
                }
            }
            return counters;
        }
    }

    /** A MariaDB that replicates from another: asked for its lag, which takes a privilege; one that does not is not asked. */
    private static final class Replica implements JdbcVitals.Probe {
        @Override
        public List<Signal> signals() {
            return List.of(Signal.LAG);
        }

        @Override
        public List<Reading> ask(Statement statement) throws SQLException {
            if (!replicates(statement)) {
                return List.of();
            }
            double worst = 0;
            try (ResultSet rows = statement.executeQuery("SHOW ALL SLAVES STATUS")) {
                while (rows.next()) {
                    double behind = rows.getDouble("Seconds_Behind_Master");
                    if (rows.wasNull()) {
                        return List.of(new Failed(Signal.LAG, "replication stands still"));
                    }
                    worst = Math.max(worst, behind);
                }
            }
            return List.of(new Measured(Signal.LAG, worst));
        }

        private static boolean replicates(Statement statement) throws SQLException {
            try (ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Slaves_running'")) {
                return rows.next() && rows.getInt(2) > 0;
            }
        }
    }
}
