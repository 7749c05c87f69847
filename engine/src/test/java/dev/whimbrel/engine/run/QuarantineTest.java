package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.engine.Migration;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One row of each badness among good ones: exactly that row is quarantined, with its code, columns and key and without its values,
 * and the rest of its chunk lands; a check of the data foretells it; mended at the source, the row lands and its issue is closed.
 */
class QuarantineTest {
    private static final int ROWS = 300;

    /**
     * One bad value.
     *
     * @param columns of the issue
     * @param foretold whether it can be known without asking the target to take the row
     */
    private record Bad(int id, String column, String value, String code, List<String> columns, boolean foretold) {}

    private static Bad bad(int id, String column, String value, String code) {
        return new Bad(id, column, value, code, List.of(column), true);
    }

    private static Bad untold(int id, String column, String value, String code, String... columns) {
        return new Bad(id, column, value, code, List.of(columns), false);
    }

    private static final List<Bad> BADNESS = List.of(
            bad(101, "must", "null", "NOT_NULL"),
            bad(105, "brief", "'canary long'", "TOO_LONG"),
            bad(109, "num", "77123456", "OUT_OF_RANGE"),
            bad(113, "dec_scale", "77123.4567", "SCALE_LOST"),
            bad(117, "dec_range", "77123456.5", "OUT_OF_RANGE"),
            bad(121, "kind", "'canary kind'", "NOT_IN_ENUM"),
            bad(125, "age", "-77123456", "CHECK_FAILED"),
            bad(130, "solo", "'canary twice'", "UNIQUE_IN_RUN"),
            bad(134, "solo", "'canary taken'", "UNIQUE_IN_TARGET"),
            bad(138, "colour", "'canary red'", "FOREIGN_KEY_MISSING"),
            bad(142, "parent", "77123456", "REFERENCE_MISSING"),
            bad(146, "code", "'canary code'", "LOOKUP_MISSING"),
            bad(150, "born", "'0000-00-00'", "ZERO_DATE"),
            bad(154, "nul", "concat('canary', char(0))", "NUL_CHARACTER"),
            bad(158, "js", "'{\"canary\": '", "BAD_JSON"),
            bad(162, "cast_me", "'canary number'", "CAST_FAILED"),
            untold(166, "refuse", "'canary refused'", "REFUSED_BY_TARGET"),
            untold(170, "folded", "'CANARY FOLDED'", "UNIQUE_IN_TARGET"),
            untold(174, "odd", "'canary odd'", "CHECK_FAILED", "odd"));

    private static final String MAPPING = """
            whimbrel: 1
            project: quarantine
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1"] }
            scope:
              parent: { tenant: "1" }
              thing: { tenant: "1" }
            lookups:
              code: { values: { A: active } }
            settings: { workers: 1, chunk_rows: %d }
            flows:
              parent:
                from: parent
                to: q.parent
                source_key: legacy_id
                fields: { parent_id: { generated: sequence } }
              thing:
                from: thing
                to: q.thing
                source_key: legacy_id
                fields:
                  thing_id: { generated: sequence }
                  must: must
                  brief: brief
                  num: num
                  dec_scale: dec_scale
                  dec_range: dec_range
                  kind: kind
                  age: age
                  solo: solo
                  colour: colour
                  parent: { ref: parent, of: parent }
                  code: { lookup: code, of: code }
                  born: born
                  nul: nul
                  js: js
                  cast_me: { sql: "cast(cast_me as integer)" }
                  refuse: refuse
                  folded: folded
                  odd: odd
            """;

    /** For each column a good value as SQL over {@code seq}. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("must", "'x'"),
            Map.entry("brief", "'short'"),
            Map.entry("num", "seq"),
            Map.entry("dec_scale", "1.25"),
            Map.entry("dec_range", "seq"),
            Map.entry("kind", "'small'"),
            Map.entry("age", "seq"),
            Map.entry("solo", "concat('s', seq)"),
            Map.entry("colour", "'blue'"),
            Map.entry("parent", "1"),
            Map.entry("code", "'A'"),
            Map.entry("born", "'2020-01-01'"),
            Map.entry("nul", "'none'"),
            Map.entry("js", "'{\"a\": 1}'"),
            Map.entry("cast_me", "'42'"),
            Map.entry("refuse", "'no'"),
            Map.entry("folded", "concat('f', seq)"),
            Map.entry("odd", "'even'"));

    @TempDir
    Path folder;

    @Test
    void eachBadRowIsHeldByItselfForetoldAndLandsWhenMended() throws Exception {
        OldShop shop = shop();
        Migration migration = shop.migration();

        String before = everything(shop);
        DataCheck check = migration.checkData(Set.of(), RunListener.NONE);
        assertThat(everything(shop)).as("a check of the data writes nothing").isEqualTo(before);
        assertThat(check.samples().toString())
                .doesNotContainIgnoringCase("canary")
                .doesNotContain("77123456");
        Map<String, Long> foretold = new TreeMap<>();
        BADNESS.stream().filter(Bad::foretold).forEach(bad -> foretold.merge(bad.code(), 1L, Long::sum));
        assertThat(check.rejects()).isEqualTo(Map.of("thing", foretold));

        Outcome outcome = migration.run(Set.of(), RunListener.NONE).execute();
        assertThat(outcome.isComplete()).as("%s", outcome.run()).isTrue();
        assertThat(outcome.balances()).allMatch(Balance::balanced);
        StringBuilder expected = new StringBuilder();
        for (Bad bad : BADNESS) {
            expected.append(bad.id())
                    .append(' ')
                    .append(bad.code())
                    .append(' ')
                    .append(bad.columns())
                    .append('\n');
        }
        assertThat(shop.freshText("select string_agg(source_key || ' ' || code || ' [' ||"
                        + " array_to_string(columns, ', ') || ']', e'\n' order by source_key::int) || e'\n'"
                        + " from whimbrel.issue where closed_run is null"))
                .isEqualTo(expected.toString());
        assertThat(shop.freshNumber("select count(*) from q.thing where legacy_id <= " + ROWS))
                .isEqualTo(ROWS - BADNESS.size());
        for (Bad bad : BADNESS) {
            assertThat(shop.freshNumber("select count(*) from q.thing where legacy_id = " + bad.id()))
                    .as("%s", bad)
                    .isZero();
        }
        assertThat(shop.freshText("select concat_ws(' ', rows_read, inserted, quarantined) from whimbrel.balance"
                        + " where rows_read = " + ROWS))
                .isEqualTo(ROWS + " " + (ROWS - BADNESS.size()) + " " + BADNESS.size());
        assertThat(shop.freshText("select sample from whimbrel.issue where code = 'TOO_LONG'"))
                .isEqualTo("brief=x{6} x{4} (11)");
        noValueIsKept(shop);

        mend(shop);
        Outcome mended = migration.run(Set.of(), RunListener.NONE).execute();
        assertThat(mended.isComplete()).as("%s", mended.run()).isTrue();
        assertThat(mended.issues()).isEmpty();
        assertThat(shop.freshNumber("select count(*) from whimbrel.issue where closed_run = "
                        + mended.run().id()))
                .isEqualTo(BADNESS.size());
        assertThat(shop.freshNumber("select count(*) from q.thing where legacy_id <= " + ROWS))
                .isEqualTo(ROWS);
        assertThat(shop.freshText("select concat_ws(' ', inserted, unchanged, quarantined) from whimbrel.balance"
                        + " where rows_read = " + ROWS + " and run_id = "
                        + mended.run().id()))
                .isEqualTo(BADNESS.size() + " " + (ROWS - BADNESS.size()) + " 0");
    }

    private OldShop shop() throws SQLException {
        OldShop shop = new OldShop(folder).chunkRows(100).mapping(MAPPING);
        StringBuilder select = new StringBuilder("insert into thing (id");
        List<String> columns = GOOD.keySet().stream().sorted().toList();
        columns.forEach(column -> select.append(", ").append(column));
        select.append(") select seq");
        columns.forEach(column -> select.append(", ").append(GOOD.get(column)));
        shop.old(
                "create table parent (id int primary key)",
                "insert into parent values (1)",
                """
                create table thing (id int primary key, must varchar(40), brief varchar(200), num int,
                  dec_scale decimal(14,4), dec_range decimal(14,4), kind varchar(40), age int, solo varchar(40),
                  colour varchar(40), parent int, code varchar(40), born date, nul varchar(40), js text,
                  cast_me varchar(40), refuse varchar(40), folded varchar(40), odd varchar(40))""",
                select + " from seq_1_to_" + ROWS,
                "update thing set solo = 'canary twice' where id = 129",
                "update thing set folded = 'canary folded' where id = 169");
        for (Bad bad : BADNESS) {
            shop.old(
                    "set sql_mode = ''",
                    "update thing set " + bad.column() + " = " + bad.value() + " where id = " + bad.id());
        }
        shop.fresh(
                "create schema q",
                "create type q.kind as enum ('small', 'large')",
                "create function q.even(text) returns boolean language sql immutable as $$ select $1 !~ '^canary' $$",
                "create table q.colour (code varchar(40) primary key)",
                "insert into q.colour values ('blue')",
                "create table q.parent (parent_id bigint generated always as identity primary key, legacy_id int unique)",
                """
                create table q.thing (thing_id bigint generated always as identity primary key,
                  legacy_id int not null unique, must text not null, brief varchar(10), num smallint,
                  dec_scale numeric(12,2), dec_range numeric(9,2), kind q.kind, age int check (age >= 0),
                  solo text unique, colour varchar(40) references q.colour, parent bigint references q.parent, code text,
                  born date, nul text, js jsonb, cast_me int, refuse text, folded text,
                  odd text check (q.even(odd)))""",
                "create unique index on q.thing (lower(folded))",
                "insert into q.thing (legacy_id, must, solo) values (999999, 'by hand', 'canary taken')",
                """
                create function q.refuse() returns trigger language plpgsql as $$ begin
                  if new.refuse like 'canary%%' then raise exception 'I do not take %%', new.refuse; end if;
                  return new; end $$""".replace("%%", "%"),
                "create trigger refuse before insert or update on q.thing for each row execute function q.refuse()");
        return shop;
    }

    private static void mend(OldShop shop) throws SQLException {
        for (Bad bad : BADNESS) {
            String good = Objects.requireNonNull(GOOD.get(bad.column())).replace("seq", "id");
            shop.old("update thing set " + bad.column() + " = " + good + " where id = " + bad.id());
        }
    }

    /** All rows of all tables with the transactions that wrote them, and where sequences stand. */
    private static String everything(OldShop shop) throws SQLException {
        StringBuilder all = new StringBuilder(shop.freshText(
                "select string_agg(nspname, ',' order by 1) from pg_namespace" + " where nspname !~ '^pg_'"));
        all.append(shop.freshText(
                "select string_agg(sequencename || coalesce(last_value, 0), ',' order by 1)" + " from pg_sequences"));
        for (String table : List.of("q.colour", "q.parent", "q.thing")) {
            all.append(shop.freshText(
                    "select count(*) || coalesce(string_agg(t::text || t.xmin, '' order by t.ctid), '') from " + table
                            + " t"));
        }
        return all.toString();
    }

    /** Looks through every table of the ledger for the planted values. */
    private static void noValueIsKept(OldShop shop) throws SQLException {
        String[] tables = shop.freshText(
                        "select string_agg(tablename, ',') from pg_tables where schemaname = 'whimbrel'")
                .split(",");
        assertThat(tables).contains("issue", "identity_row", "identity_page", "run");
        for (String table : tables) {
            assertThat(shop.freshNumber("select count(*) from whimbrel." + table
                            + " t where t::text ~* 'canary' or t::text ~ '77123456'"))
                    .as("values in %s", table)
                    .isZero();
        }
    }
}
