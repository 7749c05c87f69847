package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Counts;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups over several runs: what was merged or excluded stays so, follows changes at the source, and comes apart again. */
class GroupTest {
    private static final String MAPPING = """
            whimbrel: 1
            project: lists
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1", "2"] }
            scope:
              recipient: { column: branch_id }
            settings: { chunk_rows: %d }
            flows:
              person:
                from: recipient
                to: shop.person
                source_key: legacy_id
                fields:
                  person_id: { generated: sequence }
                  branch_id: branch_id
                  email: { sql: "lower(trim(email))" }
                  name: name
                  opted_out: opted_out
                  phone: phone
                  level: level
                drop: { list: "membership has it", changed: "only orders changes" }
                GROUPING
              membership:
                from: recipient
                to: shop.membership
                source_key: legacy_id
                fields:
                  membership_id: { generated: sequence }
                  list: list
                  person_id: { ref: person, of: id }
            """;
    private static final String CONSOLIDATE =
            "consolidate: { by: [\"lower(trim(email))\"], resolve: { name: longest, opted_out: most_restrictive,"
                    + " phone: { latest: changed }, level: conflict } }";
    private static final String SURVIVORS = "survivors: { by: [\"lower(trim(email))\"], keep: [\"changed desc\"] }";

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void fill() throws Exception {
        shop = new OldShop(folder).chunkRows(2).mapping(MAPPING.replace("GROUPING", CONSOLIDATE));
        shop.old("""
                create table recipient (id int primary key, branch_id int not null, list int not null, email varchar(80),
                  name varchar(40), opted_out tinyint(1) not null, phone varchar(20), level varchar(10), changed datetime)""", """
                insert into recipient values
                  (1, 1, 1, 'a@x.org',   'Ann',       0, '1', 'gold', '2020-01-01'),
                  (2, 1, 2, ' A@X.org ', 'Ann Other', 1, '2', 'gold', '2020-01-03'),
                  (3, 1, 3, 'a@X.org',   null,        0, '3', null,   '2020-01-02'),
                  (4, 2, 4, 'a@x.org',   'Ann Two',   0, '4', null,   '2020-01-01'),
                  (5, 1, 1, 'b@x.org',   'Bob',       0, null, 'gold', '2020-01-01'),
                  (6, 1, 2, 'b@x.org',   'Bob',       0, null, 'blue', '2020-01-01'),
                  (7, 1, 1, null,        'Nobody',    0, null, null,   null),
                  (8, 1, 2, null,        'Nobody',    0, null, null,   null)""");
        shop.fresh("create schema shop", """
                create table shop.person (person_id bigint generated always as identity primary key,
                  legacy_id bigint not null unique, branch_id int not null, email text, name text, opted_out boolean,
                  phone text, level text, unique (branch_id, email))""", """
                create table shop.membership (membership_id bigint generated always as identity primary key,
                  legacy_id bigint not null unique, list int not null, person_id bigint references shop.person)""");
    }

    private Counts run(String flow) throws Exception {
        Outcome outcome = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(outcome.isComplete()).as(outcome.run().reason()).isTrue();
        return outcome.balances().stream()
                .filter(balance -> balance.flow().equals(flow))
                .map(Balance::counts)
                .reduce(Counts.ZERO, Counts::plus);
    }

    private String people() throws Exception {
        return shop.freshText(
                "select string_agg(concat_ws(' ', legacy_id, branch_id, email, name, opted_out, phone, level),"
                        + " '; ' order by legacy_id) from shop.person");
    }

    @Test
    void eachFieldComesFromTheRowThatItsRuleNames() throws Exception {
        assertThat(run("person")).isEqualTo(new Counts(8, 4, 0, 0, 2, 0, 2, 0, 0));
        assertThat(people())
                .isEqualTo("1 1 a@x.org Ann Other t 2 gold; 4 2 a@x.org Ann Two f 4; 7 1 Nobody f; 8 1 Nobody f");
        assertThat(shop.freshText("select string_agg(m.legacy_id || '>' || p.legacy_id, ' ' order by m.legacy_id)"
                        + " from shop.membership m join shop.person p using (person_id)"))
                .isEqualTo("1>1 2>1 3>1 4>4 7>7 8>8");
        assertThat(shop.freshText("select string_agg(distinct code, ' ') from whimbrel.issue"))
                .isEqualTo("CONSOLIDATION_CONFLICT REFERENCE_MISSING SURVIVOR_QUARANTINED");
        assertThat(run("person")).isEqualTo(new Counts(8, 0, 0, 4, 2, 0, 2, 0, 0));
    }

    @Test
    void groupsFollowTheSourceWithoutTakingEachOthersRows() throws Exception {
        run("person");
        String first = shop.freshText("select person_id from shop.person where legacy_id = 1");
        // The row that stood for the group leaves it, and a conflict is settled.
        shop.old(
                "update recipient set email = 'c@x.org' where id = 1",
                "update recipient set level = 'gold' where id = 6");
        // The new group's address is still taken by the row that gives it up in this very run; the next run lands it.
        assertThat(run("person")).isEqualTo(new Counts(8, 1, 1, 3, 1, 0, 2, 0, 0));
        assertThat(run("person")).isEqualTo(new Counts(8, 1, 0, 5, 2, 0, 0, 0, 0));
        assertThat(people())
                .isEqualTo("1 1 c@x.org Ann f 1 gold; 2 1 a@x.org Ann Other t 2 gold; 4 2 a@x.org Ann Two f 4;"
                        + " 5 1 b@x.org Bob f gold; 7 1 Nobody f; 8 1 Nobody f");
        assertThat(shop.freshText("select person_id from shop.person where legacy_id = 1"))
                .isEqualTo(first);
        assertThat(shop.freshText("select string_agg(m.legacy_id || '>' || p.legacy_id, ' ' order by m.legacy_id)"
                        + " from shop.membership m join shop.person p using (person_id)"))
                .isEqualTo("1>1 2>2 3>2 4>4 5>5 6>5 7>7 8>8");
        assertThat(shop.freshNumber("select count(*) from whimbrel.issue where closed_run is null"))
                .isZero();
    }

    @Test
    void aGroupIsHeldWhenTheRowThatStoodForItIsGone() throws Exception {
        run("person");
        String before = people();
        shop.old("delete from recipient where id = 1");
        for (int i = 0; i < 2; i++) {
            assertThat(run("person")).isEqualTo(new Counts(7, 0, 0, 3, 0, 0, 4, 0, 0));
            assertThat(people()).isEqualTo(before);
        }
        assertThat(shop.freshText("select string_agg(source_key || outcome || survivor_key, ' ' order by source_key)"
                        + " from whimbrel.identity i join whimbrel.flow f using (flow_no)"
                        + " where f.name = 'person' and source_key in ('2', '3')"))
                .isEqualTo("2MERGED1 3MERGED1");
        assertThat(shop.freshText("select string_agg(m.legacy_id || '>' || p.legacy_id, ' ' order by m.legacy_id)"
                        + " from shop.membership m join shop.person p using (person_id)"))
                .isEqualTo("1>1 2>1 3>1 4>4 7>7 8>8");
        // Once the row is back, all is as it was.
        shop.old("insert into recipient values (1, 1, 1, 'a@x.org', 'Ann', 0, '1', 'gold', '2020-01-01')");
        assertThat(run("person")).isEqualTo(new Counts(8, 0, 0, 4, 2, 0, 2, 0, 0));
        assertThat(people()).isEqualTo(before);
    }

    @Test
    void losersPointToTheirSurvivorAndAChangedRuleKeepsTheRow() throws Exception {
        shop.mapping(MAPPING.replace("GROUPING", SURVIVORS));
        assertThat(run("person")).isEqualTo(new Counts(8, 5, 0, 0, 0, 3, 0, 0, 0));
        assertThat(shop.freshText("select string_agg(source_key || '>' || survivor_key, ' ' order by source_key)"
                        + " from whimbrel.identity where outcome = 'EXCLUDED'"))
                .isEqualTo("1>2 3>2 6>5");
        String id = shop.freshText("select person_id from shop.person where legacy_id = 2");
        shop.mapping(MAPPING.replace("GROUPING", SURVIVORS.replace("changed desc", "changed asc")));
        assertThat(run("person")).isEqualTo(new Counts(8, 0, 1, 4, 0, 3, 0, 0, 0));
        assertThat(shop.freshText("select person_id from shop.person where legacy_id = 1"))
                .isEqualTo(id);
        assertThat(run("person")).isEqualTo(new Counts(8, 0, 0, 5, 0, 3, 0, 0, 0));
    }
}
