package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.core.port.Vitals;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the watches read on real servers, and that they come back after a cut. */
@Timeout(120)
class VitalsTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void postgresSeesWhoWaitsForOneOfOurs() throws Exception {
        PostgresServer server = PostgresServer.shared();
        String url = server.createDatabase();
        try (Vitals vitals =
                        new JdbcSourceConnector().watch(profile("postgresql", url, server.user(), null), canary(null));
                Connection ours =
                        DriverManager.getConnection(url + "?ApplicationName=whimbrel%20target", server.user(), "");
                Connection other = DriverManager.getConnection(url, server.user(), "")) {
            execute(ours, "create table t (n int)");
            assertThat(value(vitals, Signal.CANARY)).isPositive();
            assertThat(value(vitals, Signal.CONNECTIONS)).isPositive();
            assertThat(value(vitals, Signal.BLOCKED)).isZero();
            ours.setAutoCommit(false);
            execute(ours, "lock table t");
            Thread waits = new Thread(() -> execute(other, "select * from t"));
            waits.start();
            await(vitals, Signal.BLOCKED, value -> value >= 1);
            assertThat(value(vitals, Signal.ACTIVE)).isPositive();
            assertThat(value(vitals, Signal.OTHERS)).isPositive();
            ours.rollback();
            waits.join();
            await(vitals, Signal.BLOCKED, value -> value == 0);
        }
    }

    @Test
    void postgresComesBackAfterACutAndNeverWaitsLong() throws Exception {
        PostgresServer server = PostgresServer.shared();
        String url = server.createDatabase();
        try (Vitals vitals = new JdbcSourceConnector()
                        .watch(
                                profile("postgresql", url, server.user(), null),
                                new Canary("select pg_sleep(60)", Duration.ofMillis(300)));
                Connection other = DriverManager.getConnection(url, server.user(), "")) {
            assertThat(read(vitals, Signal.CANARY)).isEqualTo(new Reading.Failed(Signal.CANARY, "no answer in time"));
            execute(
                    other,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                            + " and application_name = 'whimbrel guest'");
            assertThat(read(vitals, Signal.CONNECTIONS)).isInstanceOf(Reading.Failed.class);
            assertThat(read(vitals, Signal.CONNECTIONS)).isInstanceOf(Reading.Measured.class);
        }
    }

    @Test
    void mariaDbCountsTheThreadsOfOthers() throws Exception {
        MariaDbServer server = MariaDbServer.shared();
        String url = server.createDatabase();
        try (Vitals vitals = new JdbcSourceConnector()
                        .watch(profile("mariadb", url, server.user(), server.password()), canary(null));
                Connection other = DriverManager.getConnection(url, server.user(), server.password())) {
            assertThat(value(vitals, Signal.CANARY)).isPositive();
            assertThat(value(vitals, Signal.CONNECTIONS)).isPositive();
            Thread sleeps = new Thread(() -> execute(other, "select sleep(3)"));
            sleeps.start();
            await(vitals, Signal.ACTIVE, value -> value >= 1);
            sleeps.join();
        }
    }

    @Test
    void aFeelerComesBackAfterACut() throws Exception {
        PostgresServer server = PostgresServer.shared();
        String url = server.createDatabase();
        try (Feeler feeler = new JdbcSourceConnector().feel(profile("postgresql", url, server.user(), null), LIMIT);
                Connection other = DriverManager.getConnection(url, server.user(), "")) {
            assertThat(feeler.touch()).isInstanceOf(Reading.Measured.class);
            execute(
                    other,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                            + " and application_name = 'whimbrel guest'");
            assertThat(feeler.touch()).isInstanceOf(Reading.Failed.class);
            assertThat(feeler.touch()).isInstanceOf(Reading.Measured.class);
        }
    }

    @Test
    void aFeelerOfMariaDbOnlyReads() {
        MariaDbServer server = MariaDbServer.shared();
        try (Feeler feeler = new JdbcSourceConnector()
                .feel(profile("mariadb", server.createDatabase(), server.user(), server.password()), LIMIT)) {
            assertThat(feeler.signal()).isEqualTo(Signal.ANSWER);
            assertThat(((Reading.Measured) feeler.touch()).value()).isPositive();
        }
    }

    @Test
    void aSourcesSessionHasTheLimitOfItsWork() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        Dialect dialect = new PostgresDialect(Map.of());
        try (Connection connection = DriverManager.getConnection(server.createDatabase(), server.user(), "")) {
            dialect.pin(connection);
            dialect.limit(connection, TimeLimit.CATALOGUE);
            assertThat(shown(connection)).isEqualTo("5min");
            dialect.limit(connection, TimeLimit.COUNT);
            assertThat(shown(connection)).isEqualTo("6h");
            dialect.limit(connection, TimeLimit.CHUNK);
            assertThat(shown(connection)).isEqualTo("0");
        }
    }

    private static String shown(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show statement_timeout")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Canary canary(@Nullable String sql) {
        return new Canary(sql, LIMIT);
    }

    private static ConnectionProfile profile(String type, String url, String user, @Nullable String password) {
        return new ConnectionProfile(type, url, user, password, Map.of(), Path.of("."));
    }

    private static Reading read(Vitals vitals, Signal signal) {
        return vitals.read().stream()
                .filter(reading -> reading.signal() == signal)
                .findFirst()
                .orElseThrow();
    }

    private static double value(Vitals vitals, Signal signal) {
        return ((Reading.Measured) read(vitals, signal)).value();
    }

    private static void await(Vitals vitals, Signal signal, DoublePredicate wanted) throws InterruptedException {
        while (!wanted.test(value(vitals, signal))) {
            Thread.sleep(20);
        }
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    rows.next();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
