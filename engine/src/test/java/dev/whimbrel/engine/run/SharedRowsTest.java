package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.core.value.TenantId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that landed before: a client of two branches stays as the first branch has it, an edit in the target is not written over,
 * and what changes hands, is to be left behind now, or is gone at the source is told and counted.
 */
class SharedRowsTest {
    private static final String MAPPING = """
            whimbrel: 1
            project: shared
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants:
              from: { table: branch, column: branch_id }
            scope:
              branch: { column: branch_id }
              booking: { column: branch_id }
              client: { through: [booking.client_id] }
            settings: { chunk_rows: %d }
            flows:
              branch:
                from: branch
                to: s.branch
                source_key: legacy_id
                fields: { branch_id: { generated: sequence } }
              client:
                from: { table: client, where: "deleted = 0", because: "deleted clients stay behind" }
                to: s.client
                source_key: legacy_id
                fields:
                  client_id: { generated: sequence }
                  name: name
              booking:
                from: booking
                to: s.booking
                source_key: legacy_id
                fields:
                  booking_id: { generated: sequence }
                  branch_id: { ref: branch, of: branch_id }
                  client_id: { ref: client, of: client_id }
            """;

    @TempDir
    Path folder;

    private OldShop shop;

    /** Client 1 is of both branches, 2 and 3 of branch 1, 4 of branch 2, 5 of nobody. */
    @BeforeEach
    void fill() throws SQLException {
        shop = new OldShop(folder).chunkRows(100).mapping(MAPPING);
        shop.old(
                "create table branch (branch_id int primary key)",
                "insert into branch values (1), (2)",
                "create table client (client_id int primary key, name varchar(40) not null, deleted smallint not null)",
                "insert into client values (1,'Both',0),(2,'Two',0),(3,'Three',0),(4,'Four',0),(5,'Nobody',0)",
                """
                create table booking (booking_id int primary key, branch_id int not null references branch (branch_id),
                  client_id int not null references client (client_id))""",
                "insert into booking values (11,1,1),(12,2,1),(13,1,2),(14,1,3),(15,2,4)");
        shop.fresh(
                "create schema s",
                "create table s.branch (branch_id bigint generated always as identity primary key, legacy_id int unique)",
                """
                create table s.client (client_id bigint generated always as identity primary key, legacy_id int unique,
                  name text not null)""",
                """
                create table s.booking (booking_id bigint generated always as identity primary key, legacy_id int unique,
                  branch_id bigint not null references s.branch, client_id bigint not null references s.client)""");
    }

    @Test
    void aSharedRowIsNotRewrittenBehindATenantThatMoved() throws Exception {
        run("1");
        String before = clients();
        shop.old("update client set name = 'Both, changed' where client_id = 1");
        run("2");
        assertThat(issues()).isEqualTo("1 SHARED_DIFFERS");
        assertThat(clients()).startsWith(before);
        assertThat(shop.freshNumber("select count(*) from s.booking where client_id ="
                        + " (select client_id from s.client where legacy_id = 1)"))
                .isEqualTo(2);
        shop.old("update client set name = 'Both' where client_id = 1");
        run("2");
        assertThat(issues()).isEqualTo("null");
        assertThat(clients()).startsWith(before);
        shop.old("update client set name = 'Both, agreed' where client_id = 1");
        run();
        assertThat(issues()).as("a run for all tenants may").isEqualTo("null");
        assertThat(shop.freshText("select name from s.client where legacy_id = 1"))
                .isEqualTo("Both, agreed");
    }

    @Test
    void aRowThatChangesHandsIsLeftWhereItIs() throws Exception {
        run("1");
        String before = clients();
        shop.old(
                "update client set name = 'Two, changed' where client_id = 2",
                "update booking set branch_id = 2 where client_id in (2, 3)");
        Outcome outcome = run("2");
        assertThat(issues()).isEqualTo("13 OWNER_CHANGED, 14 OWNER_CHANGED, 2 OWNER_CHANGED, 3 OWNER_CHANGED");
        assertThat(clients()).startsWith(before);
        assertThat(outcome.balances()).allMatch(balance -> balance.gone() >= 0);
        run();
    }

    @Test
    void aRowEditedInTheTargetIsNotWrittenOver() throws Exception {
        run();
        shop.fresh("update s.client set name = 'by hand' where legacy_id in (2, 3)");
        String before = clients();
        run();
        assertThat(issues()).as("unchanged at the source").isEqualTo("null");
        assertThat(clients()).isEqualTo(before);
        shop.old("update client set name = 'Two, changed' where client_id = 2");
        run();
        assertThat(issues()).isEqualTo("2 TARGET_EDITED");
        assertThat(clients()).isEqualTo(before);
        shop.fresh("update s.client set name = 'Two, changed' where legacy_id = 2");
        run();
        assertThat(issues()).as("both agree").isEqualTo("null");
    }

    @Test
    void aRowThatIsToStayBehindThoughItLandedIsTold() throws Exception {
        run();
        String before = clients();
        shop.old("update client set deleted = 1 where client_id = 3");
        run();
        assertThat(issues()).isEqualTo("3 EXCLUDED_AFTER_LANDING");
        assertThat(clients()).isEqualTo(before);
        shop.old("update client set deleted = 0 where client_id = 3");
        run();
        assertThat(issues()).isEqualTo("null");
        assertThat(clients()).isEqualTo(before);
    }

    @Test
    void rowsThatAreGoneAtTheSourceAreCounted() throws Exception {
        run();
        String before = clients();
        shop.old("delete from booking where client_id in (2, 4)", "delete from client where client_id in (2, 4)");
        Outcome outcome = run();
        assertThat(outcome.balances().stream()
                        .filter(balance -> balance.gone() > 0)
                        .map(balance -> balance.flow() + " " + balance.tenant().text() + " " + balance.gone())
                        .sorted())
                .containsExactly("booking 1 1", "booking 2 1", "client 1 1", "client 2 1");
        assertThat(clients()).isEqualTo(before);
        Outcome one = run("2");
        assertThat(one.balances()).allMatch(Balance::balanced);
    }

    private Outcome run(String... tenants) throws Exception {
        Set<TenantId> ids = Stream.of(tenants).map(TenantId::new).collect(Collectors.toSet());
        Outcome outcome = shop.migration().run(ids, RunListener.NONE).execute();
        assertThat(outcome.run().reason()).isNull();
        assertThat(outcome.isComplete()).isTrue();
        assertThat(outcome.balances()).allMatch(Balance::balanced);
        return outcome;
    }

    private String clients() throws SQLException {
        return shop.freshText(
                "select string_agg(legacy_id || ' ' || client_id || ' ' || name || ' ' || xmin, e'\\n' order by legacy_id)"
                        + " from s.client");
    }

    private String issues() throws SQLException {
        return shop.freshText("select string_agg(source_key || ' ' || code, ', ' order by source_key, code)"
                + " from whimbrel.issue where closed_run is null");
    }
}
