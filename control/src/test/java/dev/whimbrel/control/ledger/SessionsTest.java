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

    @BeforeEach
    void database() throws SQLException {
        url = PostgresServer.shared().createDatabase();
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
        return Ledger.on(session(url, "whimbrel/worker/9")).sessions().endSilent(9, SILENCE);
    }

    private static void assertEnded(Connection connection) {
        assertThatThrownBy(() -> touch(connection)).isInstanceOf(SQLException.class);
    }

    private static void assertOpen(Connection connection) {
        assertThatCode(() -> touch(connection)).doesNotThrowAnyException();
    }

    @Test
    void aProcessThatStandsStillLosesItsTransactions() throws Exception {
        Connection pulse = session(url, Sessions.pulseName(7));
        Connection worker = session(url, Sessions.name(7));
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
        Connection worker = session(url, Sessions.name(7));
        touch(worker);
        Thread.sleep(2 * SILENCE.toMillis());
        assertThat(endSilent()).isEqualTo(1);
        assertEnded(worker);
    }

    @Test
    void aLongTransactionBesideAPulseIsLeftAlone() throws Exception {
        Connection pulse = session(url, Sessions.pulseName(7));
        Connection worker = session(url, Sessions.name(7));
        touch(worker);
        Thread.sleep(2 * SILENCE.toMillis());
        touch(pulse);
        pulse.commit();
        assertThat(endSilent()).isZero();
        assertOpen(worker);
    }

    @Test
    void othersOfTheSameNumberInAnotherDatabaseAreLeftAlone() throws Exception {
        Connection elsewhere = session(PostgresServer.shared().createDatabase(), Sessions.name(7));
        Connection stranger = session(url, "whimbrel/worker/7/report");
        Connection own = session(url, Sessions.name(9));
        touch(elsewhere);
        touch(stranger);
        touch(own);
        Thread.sleep(2 * SILENCE.toMillis());
        assertThat(endSilent()).isZero();
        Ledger.on(session(url, "whimbrel")).sessions().endOf(7);
        assertOpen(elsewhere);
        assertOpen(stranger);
        assertOpen(own);
    }
}
