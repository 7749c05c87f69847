package dev.whimbrel.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of processes that stand still are ended, those of processes that are at work are not. */
class SessionsTest {
    private static final Duration SILENCE = Duration.ofMillis(400);

    private final List<Connection> opened = new ArrayList<>();
    private String url = "";
    private int own;
    private int other;
    private int otherProjects;

    @BeforeEach
    void database() throws SQLException {
        url = PostgresServer.shared().createDatabase();
        Connection connection = session(url, "test");
        Ledger ledger = Ledger.on(connection);
        ledger.installation().install();
        long run = run(ledger, "shop");
        own = ledger.runs().register(run, "here", 1);
        other = ledger.runs().register(run, "here", 2);
        otherProjects = ledger.runs().register(run(ledger, "market"), "here", 3);
        connection.commit();
    }

    private static long run(Ledger ledger, String project) {
        return ledger.runs()
                .open(new RunRequest(project, "test", "m1", List.of(), "source", "target"))
                .run()
                .id();
    }

    @AfterEach
    void disconnect() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
    }

    private Connection session(String to, String name) throws SQLException {
        Connection connection = DriverManager.getConnection(to, "postgres", "");
        opened.add(connection);
        connection.setAutoCommit(false);
        Ledger.on(connection).sessions().call(name);
        connection.commit();
        return connection;
    }

    private static void touch(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private int endSilent() throws SQLException {
        return Ledger.on(session(url, Sessions.name(own))).sessions().endSilent("shop", "test", own, SILENCE);
    }

    private static void assertEnded(Connection connection) {
        assertThatThrownBy(() -> touch(connection)).isInstanceOf(SQLException.class);
    }

    private static void assertOpen(Connection connection) {
        assertThatCode(() -> touch(connection)).doesNotThrowAnyException();
    }

    @Test
    void aProcessThatStandsStillLosesItsTransactions() throws Exception {
        Connection pulse = session(url, Sessions.pulseName(other));
        Connection worker = session(url, Sessions.name(other));
        touch(pulse);
        touch(worker);
        assertThat(endSilent()).as("not silent for long enough").isZero();
        Thread.sleep(2 * SILENCE.toMillis());
        assertThat(endSilent()).isEqualTo(2);
        assertEnded(pulse);
        assertEnded(worker);
    }

    @Test
    void aPulseThatIsGoneIsSilent() throws Exception {
        Connection worker = session(url, Sessions.name(other));
        touch(worker);
        Thread.sleep(2 * SILENCE.toMillis());
        assertThat(endSilent()).isEqualTo(1);
        assertEnded(worker);
    }

    @Test
    void aLongTransactionBesideAPulseIsLeftAlone() throws Exception {
        Connection pulse = session(url, Sessions.pulseName(other));
        Connection worker = session(url, Sessions.name(other));
        touch(worker);
        Thread.sleep(2 * SILENCE.toMillis());
        touch(pulse);
        pulse.commit();
        assertThat(endSilent()).isZero();
        assertOpen(worker);
    }

    @Test
    void whatIsNotOfTheProjectsRunsIsLeftAlone() throws Exception {
        Connection elsewhere = session(PostgresServer.shared().createDatabase(), Sessions.name(other));
        Connection stranger = session(url, Sessions.name(other) + "/report");
        Connection mine = session(url, Sessions.name(own));
        Connection market = session(url, Sessions.name(otherProjects));
        touch(elsewhere);
        touch(market);
        touch(stranger);
        touch(mine);
        Thread.sleep(2 * SILENCE.toMillis());
        assertThat(endSilent()).isZero();
        Ledger.on(session(url, "test")).sessions().endOf(other);
        assertOpen(elsewhere);
        assertOpen(market);
        assertOpen(stranger);
        assertOpen(mine);
    }
}
