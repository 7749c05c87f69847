package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Snapshot;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.View;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Ownership.Everyone;
import dev.whimbrel.core.schema.Ownership.Path;
import dev.whimbrel.core.schema.Ownership.Paths;
import dev.whimbrel.core.schema.Ownership.Step;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources that take one snapshot over show the same rows whatever others write, and none at all once it is gone. */
class PostgresViewTest {
    private static final Ownership OWN = new Paths(List.of(new Path(List.of(), "owner")));
    private static final String KEEPER = "select pid from pg_stat_activity where datname = current_database()"
            + " and application_name = '" + PostgresView.SESSION + "'";

    private final JdbcSourceConnector connector = new JdbcSourceConnector();
    private SourceFixture fixture;

    @BeforeEach
    void fill() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        fixture = new SourceFixture(
                "postgresql", server.createDatabase(), server.user(), null, Map.of("snapshot", "run"));
        fixture.execute(
                "create table item (id int primary key, owner int, note text)",
                "insert into item select n, n % 2, 'old' from generate_series(1, 1000) n",
                "create table span (id interval primary key)",
                "insert into span select make_interval(hours => n) from generate_series(1, 10) n");
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    @Test
    void allSourcesShowOneMoment() throws SQLException {
        ReadPlan all = fixture.plan("item", List.of("id"), new Everyone());
        ReadPlan owned = fixture.plan("item", List.of("id"), OWN);
        ReadPlan spans = fixture.plan("span", List.of("id"), new Everyone());
        try (View view = connector.keep(fixture.profile());
                Source early = view.open()) {
            change();
            try (Source late = view.open()) {
                for (Source source : List.of(early, late, early)) {
                    assertThat(read(source, all)).hasSize(1000).allMatch(row -> "old".equals(row.values()[2]));
                    assertThat(read(source, spans)).hasSize(10);
                    assertThat(source.count(all)).isEqualTo(Map.of(TenantId.SHARED, 1000L));
                    assertThat(source.count(owned)).isEqualTo(Map.of(new TenantId("0"), 500L, new TenantId("1"), 500L));
                    assertThat(source.owners(all.table(), OWN)).isEqualTo(new OwnerCounts(1000, 0, 0));
                    assertThat(source.distinct(TableName.parse("item"), "owner"))
                            .containsExactly("0", "1");
                    assertThat(source.present(all.table(), List.of("id"), Set.of(Key.of(1), Key.of(5000))))
                            .containsExactly(Key.of(1));
                    List<KeyRange> cuts = source.split(all.table(), List.of("id"), new ChunkSize(300, 1 << 30));
                    assertThat(cuts).hasSize(4);
                    assertThat(cuts.stream()
                                    .mapToInt(cut -> read(source, all, cut).size())
                                    .sum())
                            .isEqualTo(1000);
                }
            }
        }
        assertThat(fixture.read(all, KeyRange.ALL)).hasSize(951);
    }

    /** Owners along a path: the tables on it are looked up in the catalogue before the moment is seen. */
    @Test
    void aSourceThatIsAskedForTheFirstTimeFindsOwnersAlongAPath() throws SQLException {
        fixture.execute(
                "create table owned (id int primary key, item int references item)",
                "insert into owned select n, n from generate_series(1, 10) n");
        Ownership along = new Paths(List.of(
                new Path(List.of(new Step(List.of("item"), TableName.parse("item"), List.of("id"), true)), "owner")));
        ReadPlan plan = fixture.plan("owned", List.of("id"), along);
        try (View view = connector.keep(fixture.profile())) {
            fixture.execute("delete from owned where id > 5");
            try (Source source = view.open()) {
                assertThat(SourceFixture.all(source.scan(plan))).hasSize(10);
            }
            try (Source source = view.open()) {
                assertThat(SourceFixture.all(source.find(plan, List.of(Key.of(7)))))
                        .extracting(row -> row.owner().text())
                        .containsExactly("1");
            }
        }
    }

    @Test
    void eachViewIsOfItsOwnMoment() throws SQLException {
        ReadPlan all = fixture.plan("item", List.of("id"), new Everyone());
        try (View first = connector.keep(fixture.profile())) {
            change();
            try (View second = connector.keep(fixture.profile());
                    Source before = first.open();
                    Source after = second.open()) {
                assertThat(before.count(all)).isEqualTo(Map.of(TenantId.SHARED, 1000L));
                assertThat(after.count(all)).isEqualTo(Map.of(TenantId.SHARED, 951L));
            }
        }
    }

    @Test
    void withoutAskingEachStatementShowsWhatIsCommitted() throws SQLException {
        ReadPlan all = fixture.plan("item", List.of("id"), new Everyone());
        assertThat(fixture.source().count(all)).isEqualTo(Map.of(TenantId.SHARED, 1000L));
        change();
        assertThat(fixture.source().count(all)).isEqualTo(Map.of(TenantId.SHARED, 951L));
        assertThat(fixture.texts(KEEPER)).isEmpty();
    }

    /** What is being read goes on to its end; the next statement fails, and so does one over a connection that is new. */
    @Test
    void aKeeperThatIsEndedIsAFaultAndNotAnotherMoment() throws SQLException {
        ReadPlan all = fixture.plan("item", List.of("id"), new Everyone());
        try (View view = connector.keep(fixture.profile());
                Source source = view.open()) {
            try (SourceRows rows = source.read(all, KeyRange.ALL)) {
                rows.next();
                fixture.execute("select pg_terminate_backend(pid, 60000) from (" + KEEPER + ") k");
                change();
                int rest = 1;
                while (rows.next() != null) {
                    rest++;
                }
                assertThat(rest).isEqualTo(1000);
            }
            isLost(() -> source.count(all));
            isLost(() -> source.read(all, KeyRange.ALL));
            isLost(() -> source.split(all.table(), List.of("id"), new ChunkSize(300, 1 << 30)));
            try (Source fresh = view.open()) {
                isLost(() -> fresh.count(all));
            }
        }
    }

    @Test
    void aViewThatIsClosedShowsNothing() throws SQLException {
        ReadPlan all = fixture.plan("item", List.of("id"), new Everyone());
        View view = connector.keep(fixture.profile());
        try (Source source = view.open()) {
            assertThat(fixture.texts(KEEPER)).hasSize(1);
            view.close();
            untilNobodyKeepsIt();
            isLost(() -> source.count(all));
        }
    }

    @Test
    void aReaderThatIsCutComesBackToTheSameMoment() throws SQLException {
        ReadPlan all = fixture.plan("item", List.of("id"), new Everyone());
        try (View view = connector.keep(fixture.profile())) {
            try (Source source = view.open()) {
                source.count(all);
                fixture.execute("select pg_terminate_backend(pid, 60000) from pg_stat_activity"
                        + " where datname = current_database() and application_name = 'whimbrel source'");
                assertThatThrownBy(() -> source.count(all))
                        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.isTransient())
                                .isTrue());
            }
            change();
            try (Source again = view.open()) {
                assertThat(again.count(all)).isEqualTo(Map.of(TenantId.SHARED, 1000L));
            }
        }
    }

    @Test
    void whatTheServerRefusesIsNotTakenForAServerThatIsAway() throws SQLException {
        fixture.execute(
                "drop role if exists guest_of_view",
                "create role guest_of_view login",
                "revoke execute on function pg_export_snapshot() from public");
        ConnectionProfile guest = new ConnectionProfile(
                "postgresql",
                fixture.profile().url(),
                "guest_of_view",
                null,
                fixture.profile().settings(),
                java.nio.file.Path.of("."));
        assertThatThrownBy(() -> connector.keep(guest).close())
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo("PERMISSION_DENIED"));
        // The session of a connection that was closed takes a moment to end.
        fixture.execute(
                "select pg_terminate_backend(pid, 60000) from pg_stat_activity where usename = 'guest_of_view'",
                "drop role guest_of_view");
    }

    /**
     * After a restart a server gives the same names again. Here they are taken until somebody else has the one that was lost: a reader
     * must not take that snapshot for its own.
     */
    @Test
    void aNameThatPassedToSomebodyElseIsNotTaken() throws SQLException {
        try (PostgresServer server = PostgresServer.own(Map.of())) {
            ConnectionProfile profile = new ConnectionProfile(
                    "postgresql",
                    server.createDatabase(),
                    server.user(),
                    null,
                    Map.of("snapshot", "run"),
                    java.nio.file.Path.of("."));
            TableName table = TableName.parse("t");
            Others others = new Others(profile.url());
            others.execute("create table t (a int)", "insert into t values (1)");
            try (View view = connector.keep(profile)) {
                String name = others.text("select pg_ls_dir('pg_snapshots')");
                try (Source source = view.open()) {
                    assertThat(source.distinct(table, "a")).containsExactly("1");
                }
                others.close();
                server.restart(PostgresServer.Stop.FAST);
                others = new Others(profile.url());
                others.execute("insert into t values (2)");
                assertThat(others.takeUntil(name)).isTrue();
                try (Source source = view.open()) {
                    isLost(() -> source.distinct(table, "a")).hasMessageContaining("passed to another");
                }
            } finally {
                others.close();
            }
        }
    }

    /** Other people's sessions. */
    private static final class Others implements AutoCloseable {
        private final String url;
        private final List<Connection> sessions = new ArrayList<>();

        Others(String url) throws SQLException {
            this.url = url;
            sessions.add(DriverManager.getConnection(url, "postgres", ""));
        }

        void execute(String... statements) throws SQLException {
            try (Statement statement = sessions.get(0).createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }

        String text(String sql) throws SQLException {
            return text(sessions.get(0), sql);
        }

        private static String text(Connection session, String sql) throws SQLException {
            try (Statement statement = session.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        }

        /** Exports snapshots from one session after the other; true when one has this name, which then is kept. */
        boolean takeUntil(String name) throws SQLException {
            for (int i = 0; i < 40; i++) {
                Connection session = DriverManager.getConnection(url, "postgres", "");
                sessions.add(session);
                session.setAutoCommit(false);
                for (int j = 0; j < 60; j++) {
                    if (text(session, "select pg_export_snapshot()").equals(name)) {
                        return true;
                    }
                    session.rollback();
                }
            }
            return false;
        }

        @Override
        public void close() throws SQLException {
            for (Connection session : sessions) {
                session.close();
            }
        }
    }

    @Test
    void onlyPostgresHasTheChoice() {
        assertThat(connector.snapshot(fixture.profile())).isEqualTo(Optional.of(Snapshot.RUN));
        assertThat(connector.snapshot(profile("postgresql"))).isEqualTo(Optional.of(Snapshot.CHUNK));
        assertThat(connector.snapshot(profile("mariadb"))).isEmpty();
        assertThat(connector.snapshot(profile("sqlserver"))).isEmpty();
    }

    private static ConnectionProfile profile(String type) {
        return new ConnectionProfile(type, "jdbc:" + type + "://h/d", null, null, Map.of(), java.nio.file.Path.of("."));
    }

    /** Deletes 50 rows, adds one, and changes the rest. */
    private void change() throws SQLException {
        fixture.execute(
                "delete from item where id <= 50",
                "update item set note = 'new', owner = 7",
                "insert into item values (5000, 8, 'new')",
                "delete from span where id > interval '5 hours'");
    }

    /** The server hears of the end of a connection a little after it was closed. */
    private void untilNobodyKeepsIt() throws SQLException {
        for (int i = 0; i < 3_000 && !fixture.texts(KEEPER).isEmpty(); i++) {
            fixture.execute("select pg_sleep(0.01)");
        }
        assertThat(fixture.texts(KEEPER)).isEmpty();
    }

    private static AbstractThrowableAssert<?, ?> isLost(Runnable reading) {
        return assertThatThrownBy(reading::run).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo("SNAPSHOT_LOST");
            assertThat(fault.kind()).isEqualTo(Kind.SOURCE);
            assertThat(fault.isTransient()).isFalse();
            assertThat(fault.getMessage()).startsWith("Cannot ").contains("jdbc:postgresql://127.0.0.1");
            assertThat(fault.next()).contains("Start the run again");
        });
    }

    private static List<SourceRow> read(Source source, ReadPlan plan) {
        return read(source, plan, KeyRange.ALL);
    }

    private static List<SourceRow> read(Source source, ReadPlan plan, KeyRange range) {
        List<SourceRow> found = new ArrayList<>();
        try (SourceRows rows = source.read(plan, range)) {
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                found.add(row);
            }
        }
        return found;
    }
}
