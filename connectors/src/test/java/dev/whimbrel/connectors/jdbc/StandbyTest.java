package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.Vitals;
import dev.whimbrel.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real standby that falls behind and catches up, as both servers' watches see it. */
@Timeout(60)
class StandbyTest {
    @Test
    void aStandbyThatFallsBehindIsSeenFromBothSides() throws Exception {
        try (PostgresServer primary = PostgresServer.own(Map.of("wal_receiver_status_interval", "1s"));
                PostgresServer standby = primary.standby();
                Vitals first = watch(primary);
                Vitals second = watch(standby)) {
            await(first, Signal.BACKLOG, value -> value == 0);
            await(second, Signal.LAG, value -> value == 0);
            execute(standby, "select pg_wal_replay_pause()");
            execute(primary, "create table before (n int)");
            // Until it has applied a transaction since its start, a standby does not know how old what it shows is.
            await(
                    second,
                    reading -> reading instanceof Reading.Failed failed
                            && failed.signal() == Signal.LAG
                            && failed.why().contains("applied no transaction"));
            execute(standby, "select pg_wal_replay_resume()");
            await(second, Signal.LAG, value -> value == 0);
            execute(standby, "select pg_wal_replay_pause()");
            execute(primary, "create table t as select g, repeat('x', 100) x from generate_series(1, 50000) g");
            await(first, Signal.BACKLOG, value -> value > 1);
            await(second, Signal.LAG, value -> value > 0);
            execute(standby, "select pg_wal_replay_resume()");
            await(first, Signal.BACKLOG, value -> value == 0);
            await(second, Signal.LAG, value -> value == 0);
            assertThat(first.read()).extracting(Reading::signal).contains(Signal.LAG, Signal.BACKLOG);
        }
    }

    private static Vitals watch(PostgresServer server) {
        return new JdbcSourceConnector()
                .watch(
                        new ConnectionProfile("postgresql", url(server), server.user(), null, Map.of(), Path.of(".")),
                        new Canary(null, Duration.ofSeconds(5)));
    }

    private static String url(PostgresServer server) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
    }

    /** A standby that has just started is not there yet, and its signal neither. */
    private static void await(Vitals vitals, Signal signal, DoublePredicate wanted) throws InterruptedException {
        await(
                vitals,
                reading -> reading instanceof Reading.Measured measured
                        && measured.signal() == signal
                        && wanted.test(measured.value()));
    }

    private static void await(Vitals vitals, Predicate<Reading> wanted) throws InterruptedException {
        while (vitals.read().stream().noneMatch(wanted)) {
            Thread.sleep(20);
        }
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(server), server.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
