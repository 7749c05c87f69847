package dev.whimbrel.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit cut before never is, one cut after always is, whichever way the driver asks for it. */
class CuttingProxyTest {
    private final PostgresServer server = PostgresServer.shared();
    private final String direct = server.createDatabase();
    private final CuttingProxy proxy = CuttingProxy.to(server.port());

    @BeforeEach
    void table() throws SQLException {
        try (Connection connection = connect(direct);
                Statement statement = connection.createStatement()) {
            statement.execute("create table bird (id int primary key, note text)");
        }
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "simple", "extendedForPrepared", "extendedCacheEverything"})
    void beforeMeansAbsentAndAfterMeansPresent(String mode) throws SQLException {
        proxy.commits(CommitPlan.nth(12, CommitFate.CUT_BEFORE));
        assertThat(insertUntilCut(mode, 100)).isEqualTo(112);
        assertThat(rows()).isEqualTo(11);

        proxy.commits(CommitPlan.nth(12, CommitFate.CUT_AFTER));
        assertThat(insertUntilCut(mode, 200)).isEqualTo(212);
        assertThat(rows()).isEqualTo(23);
        assertThat(proxy.commitsCut()).isEqualTo(2);
    }

    @Test
    void seededCutsAreExactlyWhatTheClientSees() throws SQLException {
        proxy.commits(CommitPlan.seeded(42, 0.4, CommitFate.CUT_BEFORE, CommitFate.CUT_AFTER));
        int failures = 0;
        for (int id = 1; id <= 40; id++) {
            try (Connection connection = connect(proxy.through(direct))) {
                insert(connection, id);
            } catch (SQLException e) {
                failures++;
            }
        }
        int before = 0;
        CommitPlan plan = CommitPlan.seeded(42, 0.4, CommitFate.CUT_BEFORE, CommitFate.CUT_AFTER);
        for (int number = 1; number <= 40; number++) {
            before += plan.fate(number) == CommitFate.CUT_BEFORE ? 1 : 0;
        }
        assertThat(failures).isEqualTo(proxy.commitsCut()).isBetween(5, 35);
        assertThat(before).isBetween(1, failures - 1);
        assertThat(rows()).isEqualTo(40 - before);
    }

    @Test
    void largeMessagesPassWhole() throws SQLException {
        String note = "x".repeat(3_000_000) + "; commit";
        try (Connection connection = connect(proxy.through(direct));
                var insert = connection.prepareStatement("insert into bird values (1, ?) returning note")) {
            insert.setString(1, note);
            try (ResultSet rows = insert.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(note);
            }
        }
        assertThat(proxy.commitsSeen()).isZero();
    }

    @Test
    void aRollbackIsNoCommit() throws SQLException {
        proxy.commits(number -> CommitFate.CUT_AFTER);
        try (Connection connection = connect(proxy.through(direct))) {
            connection.setAutoCommit(false);
            execute(connection, "insert into bird values (1, 'a')");
            connection.rollback();
        }
        assertThat(proxy.commitsCut()).isZero();
    }

    @Test
    void cutsAllConnectionsNow() throws SQLException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            connections.add(connect(proxy.through(direct)));
        }
        assertThat(proxy.cutNow()).isEqualTo(3);
        for (Connection connection : connections) {
            assertThatThrownBy(() -> execute(connection, "select 1")).isInstanceOf(SQLException.class);
        }
        proxy.refuse(true);
        assertThatThrownBy(() -> connect(proxy.through(direct))).isInstanceOf(SQLException.class);
        proxy.refuse(false);
        connect(proxy.through(direct)).close();
    }

    @Test
    void aBlackHoleSwallowsUntilItCloses() throws SQLException {
        try (Connection connection = connect(proxy.through(direct) + "?socketTimeout=1")) {
            proxy.blackHole(true);
            assertThatThrownBy(() -> execute(connection, "select 1")).isInstanceOf(SQLException.class);
            proxy.blackHole(false);
        }
        try (Connection connection = connect(proxy.through(direct))) {
            proxy.delay(Duration.ofMillis(150));
            long start = System.nanoTime();
            execute(connection, "select 1");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
            proxy.delay(Duration.ZERO);
        }
    }

    /** Inserts and commits, one row at a time on one connection, and gives the id at which an exception came. */
    private int insertUntilCut(String mode, int base) throws SQLException {
        try (Connection connection = connect(proxy.through(direct) + "?preferQueryMode=" + mode)) {
            for (int id = base + 1; id <= base + 50; id++) {
                try {
                    insert(connection, id);
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).startsWith("08");
                    return id;
                }
            }
        }
        return 0;
    }

    private static void insert(Connection connection, int id) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "insert into bird values (" + id + ", 'a')");
        connection.commit();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = connect(direct);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from bird")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, server.user(), "");
    }
}
