package dev.whimbrel.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.verify.Found;
import dev.whimbrel.engine.verify.VerifyListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sets of tables in one PostgreSQL, as old and new programs would have written them: other names, other numbers drawn, keys of
 * several columns, keys that lead through other tables, and no keys at all.
 */
class TwinTest {
    private static final String PROJECT = """
            whimbrel: 1
            project: twins
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1", "2", "3"] }
            flows: { none: { from: none, to: none, source_key: id, fields: {} } }
            settings: { chunk_rows: %d }
            comparisons:
              beta:
                expected: { at: target, schema: live }
                actual: { at: target, schema: beta }
                tables:
                  client:
                    with: customer
                    key: [tenant, code]
                    surrogate: id
                    owner: tenant
                    columns: { id: customer_id, name: full_name }
                  bill:
                    key: [client_id, number]
                    surrogate: id
                    owner: tenant
                  line:
                    key: [bill_id, place]
                    owner: tenant
                    surrogate: id
                    leave_out: { stamp: "written by a trigger", seen: "only the new program has it" }
                  log: { key: none }
            """;

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void twins() throws Exception {
        shop = new OldShop(folder).mapping(PROJECT);
        for (String schema : new String[] {"live", "beta"}) {
            boolean live = schema.equals("live");
            String id = live ? "id" : "customer_id";
            // Numbers are drawn from the end in the one schema and from the start in the other.
            String order = live ? "" : " desc";
            shop.fresh(
                    "create schema " + schema,
                    "create table " + schema + (live ? ".client" : ".customer") + " (" + id
                            + " bigint generated always as identity primary key, tenant int not null, code text not null, "
                            + (live ? "name" : "full_name") + " varchar(60))",
                    "create table " + schema
                            + ".bill (id bigint generated always as identity primary key, tenant int not null,"
                            + " client_id bigint references " + schema + (live ? ".client" : ".customer")
                            + ", number int, total numeric(12,2), replaces bigint references " + schema + ".bill)",
                    "create table " + schema
                            + ".line (id bigint generated always as identity primary key, tenant int not null,"
                            + " bill_id bigint references " + schema + ".bill, place int, text text, stamp timestamptz"
                            + " default clock_timestamp()" + (live ? "" : ", seen boolean") + ")",
                    "create table " + schema + ".log (at timestamp, what text, amount numeric)",
                    "insert into " + schema
                            + (live ? ".client (tenant, code, name)" : ".customer (tenant, code, full_name)")
                            + " select 1 + g % 2, 'c' || g, 'Name ' || g from generate_series(1, 60) g order by g"
                            + order,
                    "insert into " + schema + ".bill (tenant, client_id, number, total) select c.tenant, c." + id
                            + ", n, 10 * n from " + schema + (live ? ".client" : ".customer")
                            + " c, generate_series(1, 5) n order by c.code" + order + ", n" + order,
                    "update " + schema + ".bill b set replaces = p.id from " + schema + ".bill p"
                            + " where p.client_id = b.client_id and p.number = b.number - 1 and b.number % 2 = 0",
                    "insert into " + schema
                            + ".line (tenant, bill_id, place, text) select b.tenant, b.id, p, 'line ' || p from "
                            + schema + ".bill b, generate_series(1, 3) p order by b.id" + order,
                    "insert into " + schema + ".log select timestamp '2024-01-01' + (g % 7) * interval '1 day',"
                            + " case when g % 5 > 0 then 'event ' || g % 3 end, g % 4 from generate_series(1, 200) g");
        }
    }

    private Found compare(String... tenants) throws Exception {
        Set<TenantId> only = Stream.of(tenants).map(TenantId::new).collect(Collectors.toSet());
        return new Found(shop.migration()
                .compare("beta", only, VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
    }

    @Test
    void equalTablesMatchWhateverTheirNumbersAndNames() throws Exception {
        Found found = compare();
        assertThat(found.patterns()).isEmpty();
        assertThat(found.verdicts())
                .containsExactly(
                        "beta:bill 1 FULL_MATCH",
                        "beta:bill 2 FULL_MATCH",
                        "beta:bill 3 UNTESTED",
                        "beta:client 1 FULL_MATCH",
                        "beta:client 2 FULL_MATCH",
                        "beta:client 3 UNTESTED",
                        // Columns are left out, so not all of it is proven.
                        "beta:line 1 PARTIAL",
                        "beta:line 2 PARTIAL",
                        "beta:line 3 UNTESTED",
                        "beta:log * FULL_MATCH");
        assertThat(found.rows("beta:line")).isEqualTo(new Equation(900, 0, 0, 900, 900, 900, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatDiffersIsFoundAndNothingElse() throws Exception {
        shop.fresh(
                "update beta.customer set full_name = upper(full_name) where code = 'c7'",
                // A bill goes to another customer of its tenant, under a number that is free there.
                "update beta.bill set client_id = (select customer_id from beta.customer where code = 'c9'), number = 6"
                        + " where number = 5 and client_id = (select customer_id from beta.customer where code = 'c11')",
                "update beta.bill set total = total + 1 where number = 3"
                        + " and client_id in (select customer_id from beta.customer where code in ('c20', 'c21'))",
                "update beta.bill set replaces = null where number = 4"
                        + " and client_id = (select customer_id from beta.customer where code = 'c30')",
                "update beta.bill set tenant = 2 where number = 1"
                        + " and client_id = (select customer_id from beta.customer where code = 'c40')",
                "delete from beta.line where place = 2 and bill_id = (select id from beta.bill where number = 2"
                        + " and client_id = (select customer_id from beta.customer where code = 'c50'))",
                "insert into beta.log select * from live.log limit 2",
                "delete from beta.log where ctid = (select min(ctid) from beta.log where what is null and amount = 1)",
                "insert into beta.log values (null, null, null)");
        Found found = compare();
        assertThat(found.rows("beta:log").holds()).isTrue();
        assertThat(found.patterns())
                .containsAllEntriesOf(Map.of(
                        "beta:client CHANGED name=TEXT_CASE", 1L,
                        "beta:bill CHANGED total=CONTENT", 2L,
                        "beta:bill CHANGED replaces=VALUE_TO_NULL", 1L,
                        "beta:bill WRONG_TENANT tenant=CONTENT", 1L,
                        "beta:bill WRONG_TENANT", 1L,
                        "beta:line MISSING", 1L));
        // The bill that went away is known again, and so are the three lines that it took along.
        assertThat(found.patterns()).containsEntry("beta:bill REKEYED", 2L).containsEntry("beta:line REKEYED", 6L);
        assertThat(found.patterns()).containsEntry("beta:log EXTRA", 1L).containsKey("beta:log MULTIPLICITY");
        assertThat(found.patterns()).hasSize(10);
        assertThat(found.verdicts()).contains("beta:client 1 FULL_MATCH", "beta:client 2 DIFFERENCES");
    }

    @Test
    void oneTenantIsComparedAlone() throws Exception {
        shop.fresh(
                "update beta.customer set full_name = '' where code in ('c2', 'c3')",
                "update beta.customer set tenant = 1 where code = 'c5'");
        assertThat(compare("1").patterns())
                .isEqualTo(Map.of("beta:client CHANGED name=CONTENT", 1L, "beta:client EXTRA", 1L));
    }

    @Test
    void aRowThatStandsUnderAnotherTenantIsCriticalAlsoWhereTheKeyHoldsHim() throws Exception {
        shop.fresh("update beta.customer set tenant = 3 where code = 'c5'");
        Found found = compare();
        assertThat(found.patterns())
                .containsEntry("beta:client WRONG_TENANT", 2L)
                .doesNotContainKey("beta:client MISSING");
        assertThat(found.verdicts())
                .contains("beta:client 2 DIFFERENCES", "beta:client 3 DIFFERENCES", "beta:client 1 FULL_MATCH");
        assertThat(found.rows("beta:client").holds()).isTrue();
    }

    @Test
    void aRowThatLostItsOwnerIsMissingForHimAndNobodysExtra() throws Exception {
        shop.fresh(
                "alter table beta.bill alter tenant drop not null",
                "update beta.bill set tenant = null where number = 1"
                        + " and client_id = (select customer_id from beta.customer where code = 'c40')");
        Found found = compare();
        assertThat(found.rows("beta:bill").holds()).isTrue();
        assertThat(found.patterns())
                .containsEntry("beta:bill WRONG_TENANT tenant=VALUE_TO_NULL", 1L)
                .containsEntry("beta:bill WRONG_TENANT", 1L);
        assertThat(found.rows("beta:bill", "?").extra()).isEqualTo(1);
        assertThat(found.rows("beta:bill", "1").missing()).isEqualTo(1);
    }

    @Test
    void aComparisonHasAHistoryOfItsOwn() throws Exception {
        compare();
        shop.fresh("update beta.customer set full_name = null where code = 'c2'");
        compare();
        Found newest = new Found(shop.migration().compared("beta").orElseThrow());
        assertThat(newest.patterns()).isEqualTo(Map.of("beta:client CHANGED name=VALUE_TO_NULL", 1L));
        assertThat(shop.migration().verification(null)).isEmpty();
        shop.mapping(PROJECT.replace("key: [tenant, code]", "key: code"));
        assertThat(new Found(shop.migration().compared("beta").orElseThrow()).verdicts())
                .contains("beta:client 2 STALE", "beta:client 1 DIFFERENCES");
    }

    @Test
    void ofTwoReferencesToNothingNobodyKnowsWhetherTheyWereTheSame() throws Exception {
        for (String schema : new String[] {"live", "beta"}) {
            shop.fresh(
                    "alter table " + schema + ".bill drop constraint bill_replaces_fkey",
                    "update " + schema + ".bill set replaces = 999999 where number = 4 and tenant = 1");
        }
        shop.mapping(PROJECT.replace(
                "surrogate: id\n        owner: tenant\n      line",
                "surrogate: id\n        owner: tenant\n        references: { replaces: bill }\n      line"));
        assertThat(compare().patterns()).containsExactlyEntriesOf(Map.of("beta:bill ORPHAN replaces=CONTENT", 30L));
    }

    @Test
    void keysMayBeNullInPart() throws Exception {
        shop.mapping(
                PROJECT.replace("log: { key: none }", "log: { key: [at, what, amount] }\n      note: { key: code }"));
        for (String schema : new String[] {"live", "beta"}) {
            shop.fresh(
                    "delete from " + schema + ".log",
                    "insert into " + schema + ".log values (null, 'a', 1), ('2024-01-01', null, 2), (null, null, null)",
                    "create table " + schema + ".note (code text, v text)",
                    "insert into " + schema + ".note values (null, '" + schema + "'), ('', 'x'), ('k', null)");
        }
        shop.fresh("update beta.log set what = 'b' where amount = 2");
        assertThat(compare().patterns())
                .isEqualTo(Map.of("beta:note CHANGED v=CONTENT", 1L, "beta:log MISSING", 1L, "beta:log EXTRA", 1L));
    }

    @Test
    void aNumberThatMayComeTwiceIsNoWayToAnotherRow() throws Exception {
        shop.fresh(
                "alter table beta.line drop constraint line_bill_id_fkey",
                "alter table beta.bill drop constraint bill_pkey cascade");
        ProblemsFound found = catchThrowableOfType(ProblemsFound.class, this::compare);
        assertThat(found.problems().stream().map(Problem::code).distinct())
                .containsExactly("COMPARED_SURROGATE_UNGUARDED");
    }

    @Test
    void numbersMayBeDrawnForEachTenant() throws Exception {
        shop.mapping(PROJECT.replaceFirst("(?s)      client:.*", """
                      house: { key: [tenant, name], surrogate: id, owner: tenant, columns: { id: house_id } }
                      flat: { key: [house, door], surrogate: id, owner: tenant, columns: { house: in_house } }
                      meter: { key: [flat, kind], owner: tenant, references: { flat: flat } }
                """));
        for (String schema : new String[] {"live", "beta"}) {
            boolean live = schema.equals("live");
            String id = live ? "id" : "house_id";
            String house = live ? "house" : "in_house";
            String drawn = live ? "n" : "100 - n";
            shop.fresh(
                    "create table " + schema + ".house (tenant int, " + id + " int, name text, primary key (tenant, "
                            + id + "))",
                    "insert into " + schema + ".house select t, " + drawn
                            + ", 'House ' || n from generate_series(1, 2) t, generate_series(1, 9) n",
                    "create table " + schema + ".flat (tenant int, id int, " + house
                            + " int, door int, primary key (tenant, id)"
                            // One side is enough to say it.
                            + (live
                                    ? ")"
                                    : ", foreign key (tenant, in_house) references beta.house (tenant, house_id))"),
                    "insert into " + schema + ".flat select t, " + drawn.replace("n", "(10 * n + d)") + ", " + drawn
                            + ", d from generate_series(1, 2) t, generate_series(1, 9) n, generate_series(1, 3) d",
                    "create table " + schema + ".meter (tenant int, flat int, kind text, count int,"
                            + " primary key (tenant, flat, kind))",
                    "insert into " + schema + ".meter select tenant, id, 'gas', door from " + schema + ".flat");
        }
        assertThat(compare().patterns()).isEmpty();
        shop.fresh(
                "update beta.flat set in_house = 98, door = 4 where tenant = 1 and in_house = 99 and door = 1",
                "update beta.meter set flat = 5 where tenant = 2 and flat = 89");
        assertThat(compare().patterns())
                // One meter went along with its flat, the other leads to no flat at all.
                .isEqualTo(Map.of("beta:flat REKEYED", 2L, "beta:meter REKEYED", 4L));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        shop.mapping(PROJECT.replace("with: customer", "with: nobody")
                .replace("key: [client_id, number]", "key: [client_id, nummer]")
                .replace("surrogate: id\n        leave_out: { stamp", "leave_out: { stamp")
                .replace(", seen: \"only the new program has it\"", "")
                .replace("log: { key: none }", "log: {}"));
        ProblemsFound found = catchThrowableOfType(ProblemsFound.class, this::compare);
        assertThat(found.problems().stream().map(Problem::code).toList())
                .contains("COMPARED_TABLE_ABSENT", "COMPARED_COLUMN_ABSENT", "COMPARED_KEY_ABSENT");
        assertThat(found.problems().toString())
                .contains("no column nummer", "only the actual side has a column seen", "no primary key");
        assertThat(found.problems())
                .allSatisfy(problem -> assertThat(problem.place().line()).isPositive());
    }

    @Test
    void aTableThatOnlyOneSideHasIsIncomparableAndTheOthersAreCompared() throws Exception {
        shop.mapping(PROJECT.replaceFirst("(?s)    tables:.*", ""));
        shop.fresh(
                "drop schema live cascade; drop schema beta cascade; create schema live; create schema beta",
                "create table live.one (id int primary key, v text); insert into live.one values (1, 'x')",
                "create table beta.one (id int primary key, v text); insert into beta.one values (1, 'x')",
                "create table live.lonely (id int primary key)");
        Found found = compare();
        assertThat(found.verdicts()).containsExactly("beta:lonely * INCOMPARABLE", "beta:one * FULL_MATCH");
        assertThat(found.allAre(Verdict.FULL_MATCH)).isFalse();
    }
}
