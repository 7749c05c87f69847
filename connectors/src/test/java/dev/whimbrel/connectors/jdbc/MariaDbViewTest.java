package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Questions;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.View;
import dev.whimbrel.core.schema.Ownership.Everyone;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.testkit.server.MariaDbServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One session of MariaDB shows the rows of one moment whatever others write, and none at all once that is gone. */
class MariaDbViewTest {
    private final JdbcSourceConnector connector = new JdbcSourceConnector();
    private final MariaDbServer server = MariaDbServer.shared();
    private SourceFixture fixture;
    private ReadPlan items;

    @BeforeEach
    void fill() throws SQLException {
        fixture = new SourceFixture("mariadb", server.createDatabase(), server.user(), server.password(), Map.of());
        fixture.execute(
                "create table item (id int primary key, note varchar(20))",
                "create table other (id int primary key)",
                "insert into item select seq, 'old' from seq_1_to_1000",
                "insert into other values (1)");
        items = fixture.plan("item", List.of("id"), new Everyone());
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    private void change() throws SQLException {
        fixture.execute(
                "delete from item where id <= 50",
                "insert into item values (5000, 'new')",
                "update item set note = 'new' where id > 900",
                "insert into other values (2)");
    }

    @Test
    void oneSourceAfterAnotherShowsOneMoment() throws SQLException {
        try (View view = connector.keep(fixture.profile())) {
            change();
            for (int i = 0; i < 2; i++) {
                try (Source source = view.open()) {
                    assertThat(SourceFixture.all(source.scan(items)))
                            .hasSize(1000)
                            .allMatch(row -> "old".equals(row.values()[1]));
                    assertThat(source.count(items)).isEqualTo(Map.of(TenantId.SHARED, 1000L));
                    assertThat(SourceFixture.all(source.find(items, List.of(Key.of(1), Key.of(5000)))))
                            .hasSize(1);
                    // Also of tables that nobody had looked at by then.
                    assertThat(((Questions) source)
                                    .ask("select count(*) from other", 9)
                                    .rows()
                                    .get(0)[0])
                            .isEqualTo(1L);
                    assertThat(source.schema().tables()).hasSize(2);
                }
            }
            assertThat(fixture.source().count(items)).isEqualTo(Map.of(TenantId.SHARED, 951L));
        }
    }

    @Test
    void onlyOneSourceAtATimeShowsIt() {
        try (View view = connector.keep(fixture.profile());
                Source first = view.open()) {
            assertThat(view.isShared()).isFalse();
            assertThatThrownBy(view::open).isInstanceOf(IllegalStateException.class);
            assertThat(first.count(items)).isNotEmpty();
        }
    }

    @Test
    void tablesThatWereReadAreFreeForAnybodyAndOneThatWasAlteredIsLost() throws SQLException {
        try (View view = connector.keep(fixture.profile());
                Source source = view.open()) {
            assertThat(SourceFixture.all(source.scan(items))).hasSize(1000);
            try (SourceRows broken = source.scan(items)) {
                assertThat(broken.next()).isNotNull();
            }
            change();
            fixture.execute("set session lock_wait_timeout = 2", "alter table item add column more int first");
            String altered = outcome(() -> SourceFixture.all(source.scan(items)).size());
            fixture.execute("alter table item force");
            String forced = outcome(() -> SourceFixture.all(source.scan(items)).size());
            fixture.execute("truncate table other");
            String truncated = outcome(() -> ((Questions) source)
                    .ask("select count(*) from other", 9)
                    .rows()
                    .get(0)[0]);
            // A column is added without a rewrite, and the old rows are still there; a table that is rewritten has none
            // of them.
            assertThat(altered + " " + forced + " " + truncated).isEqualTo("1000 SNAPSHOT_LOST SNAPSHOT_LOST");
        }
    }

    private static String outcome(Supplier<Object> look) {
        try {
            return look.get().toString();
        } catch (Fault fault) {
            return fault.code();
        }
    }

    @Test
    void aSessionThatWasEndedShowsNothingAnyMore() throws SQLException {
        try (View view = connector.keep(fixture.profile())) {
            try (Source source = view.open()) {
                assertThat(source.count(items)).isNotEmpty();
            }
            change();
            for (String session : fixture.texts("select id from information_schema.processlist"
                    + " where db = database() and id <> connection_id() order by id desc limit 1")) {
                fixture.execute("kill connection " + session);
            }
            isLost(view::open);
        }
    }

    @Test
    void aTransactionThatAQueryEndedShowsNoOtherMoment() throws SQLException {
        try (View view = connector.keep(fixture.profile());
                Source source = view.open()) {
            change();
            assertThatThrownBy(() -> ((Questions) source).ask("commit", 9)).isInstanceOf(Fault.class);
            isLost(() -> source.count(items));
            isLost(() -> source.scan(items));
        }
    }

    private static void isLost(ThrowingCallable look) {
        assertThatThrownBy(look).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                .isEqualTo("SNAPSHOT_LOST"));
    }
}
