package dev.whimbrel.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.verify.VerifyListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import dev.whimbrel.testkit.fault.Killable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight causes that damage some 41,000 cells of 23 tenants in two schemas whose numbers were drawn differently: patterns tell the causes
 * apart, processes that are killed (one, or as many as {@code -Dwhimbrel.kills} says) change nothing of it, and no planted
 * word is kept.
 */
class CausesCompareTest {
    private static final int TENANTS = 23;

    private static final int KILLS = Integer.getInteger("whimbrel.kills", 1);

    private static final String PROJECT = """
            whimbrel: 1
            project: causes
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: [%s] }
            flows: { none: { from: none, to: none, source_key: id, fields: {} } }
            settings: { chunk_rows: %%d }
            comparisons:
              causes:
                expected: { at: target, schema: live }
                actual: { at: target, schema: beta }
                tables:
                  person: { key: number, surrogate: id, owner: tenant }
                  sale: { key: number, surrogate: id, owner: tenant }
            """;

    /** What is done to whom, by the number that both sides know a row by. */
    private record Cause(String name, String table, int residue, String change) {
        String rows() {
            return table.equals("person")
                    ? "number %% 3 = %d".formatted(residue)
                    : "number %% 8 = %d".formatted(residue);
        }

        String statement() {
            String verb =
                    change.equals("delete") ? "delete from beta." + table : "update beta." + table + " set " + change;
            return verb + " where " + rows();
        }
    }

    private static final List<Cause> CAUSES = List.of(
            new Cause("padded", "person", 1, "name = rpad(name, 40)"),
            new Cause("lost", "person", 2, "email = null"),
            new Cause("summer", "sale", 1, "at = at + interval '1 hour'"),
            new Cause("cents", "sale", 2, "amount = amount * 100"),
            new Cause("emptied", "sale", 3, "note = ''"),
            new Cause("cut", "sale", 4, "note = left(note, 12)"),
            new Cause("deleted", "sale", 5, "delete"),
            new Cause("orphaned", "sale", 6, "person_id = null"));

    /** All that is recorded of a comparison but its number and its times. */
    private static final String ALL = """
            select md5(string_agg(line, ';' order by line)) from (
              select to_jsonb(r) - 'verification_id' #>> '{}' as line from whimbrel.verification_result r where verification_id = %1$d
              union all
              select p.pattern_id || c.tenant || c.stable from whimbrel.pattern_count c join whimbrel.pattern p using (pattern_no)
              where verification_id = %1$d) lines
            """;

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void fill() throws SQLException {
        String tenants = IntStream.rangeClosed(1, TENANTS)
                .mapToObj(tenant -> "\"" + tenant + "\"")
                .collect(Collectors.joining(", "));
        shop = new OldShop(folder).mapping(PROJECT.formatted(tenants));
        for (String schema : new String[] {"live", "beta"}) {
            String id = schema.equals("live") ? "g" : "1000000 - g";
            shop.fresh(
                    "create schema " + schema,
                    "create table " + schema
                            + ".person (id int primary key, number int not null, tenant int, name text,"
                            + " email text)",
                    "insert into " + schema + ".person select " + id + ", g, 1 + g % " + TENANTS
                            + ", 'Zwetschge ' || g, 'canary' || g || '@example.org' from generate_series(1, 12000) g",
                    "create table " + schema
                            + ".sale (id int primary key, number int not null, tenant int, person_id int"
                            + " references " + schema + ".person, at timestamptz, amount numeric(12,2), note text)",
                    "insert into " + schema + ".sale select " + id + ", g, 1 + g % " + TENANTS + ", p.id,"
                            + " '2024-01-01Z'::timestamptz + g * interval '61 s', g / 7.0, 'canary Zwetschge ' || g"
                            + " from generate_series(1, 44000) g join " + schema
                            + ".person p on p.number = 1 + g % 12000",
                    "update " + schema + ".sale set note = null where number % 8 = 3");
        }
    }

    @Test
    void eightCausesAreToldApartAlsoByProcessesThatAreKilled() throws Exception {
        damage();
        VerifyOutcome outcome = shop.migration()
                .compare(null, Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute();
        assertThat(outcome.patterns()).hasSizeBetween(CAUSES.size(), 12);
        assertThat(outcome.patterns())
                .filteredOn(pattern -> pattern.rows() > 1_000)
                .hasSize(CAUSES.size())
                .allSatisfy(pattern -> assertThat(pattern.tenants()).isEqualTo(TENANTS));
        assertThat(outcome.patterns().stream()
                        .mapToLong(pattern -> pattern.rows())
                        .sum())
                .isEqualTo(shop.freshNumber("select count(*) from made"))
                .isBetween(40_000L, 42_000L);
        assertThat(purity()).isGreaterThanOrEqualTo(0.95);
        assertThat(kept()).doesNotContain("Zwetschge", "canary");
        String undisturbed = shop.freshText(ALL.formatted(1));
        underFire();
        assertThat(shop.freshText(ALL.formatted(2))).isEqualTo(undisturbed);
        assertThat(shop.freshText("select string_agg(distinct state, ' ') from whimbrel.verification"))
                .isEqualTo("FINISHED");
    }

    private void damage() throws SQLException {
        shop.fresh("create table made (cause text, flow text, key text)");
        for (Cause cause : CAUSES) {
            shop.fresh(
                    "insert into made select '" + cause.name() + "', 'causes:" + cause.table()
                            + "', number::text from beta." + cause.table() + " where " + cause.rows(),
                    cause.statement());
        }
    }

    /** Share of the kept examples that are of their pattern's main cause. */
    private double purity() throws SQLException {
        Map<String, Map<String, Long>> patterns = new HashMap<>();
        try (Connection connection = shop.target();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select pattern_no, m.cause, count(*) from whimbrel.finding join whimbrel.pattern p using (pattern_no)"
                                + " join made m on m.key = shown_key and m.flow = p.flow group by 1, 2")) {
            while (rows.next()) {
                patterns.computeIfAbsent(rows.getString(1), no -> new HashMap<>())
                        .put(rows.getString(2), rows.getLong(3));
            }
        }
        long all = patterns.values().stream()
                .flatMap(causes -> causes.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        assertThat(all).isGreaterThan(1_000);
        return patterns.values().stream()
                        .map(Map::values)
                        .mapToDouble(counts ->
                                counts.stream().mapToLong(Long::longValue).max().orElse(0))
                        .sum()
                / all;
    }

    /** Everything in our own tables, as text. */
    private String kept() throws SQLException {
        StringBuilder kept = new StringBuilder();
        try (Connection connection = shop.target();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select query_to_xml('select * from ' || c.oid::regclass, true, false, '')::text from pg_class c"
                                + " where relnamespace = 'whimbrel'::regnamespace and relkind = 'r'")) {
            while (rows.next()) {
                kept.append(rows.getString(1));
            }
        }
        assertThat(kept).contains("causes:sale");
        return kept.toString();
    }

    private void underFire() throws Exception {
        long seed = Long.getLong("whimbrel.seed", 20261126L);
        Random random = new Random(seed);
        System.out.println("CausesCompareTest seed " + seed);
        for (int kills = 0; ; kills++) {
            Killable process = Killable.start(
                    CompareMain.class.getName(),
                    List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"),
                    List.of(shop.file().toString()),
                    shop.environment(),
                    folder.resolve("output.txt"));
            Duration patience = kills < KILLS ? Duration.ofMillis(700 + random.nextInt(1_000)) : Duration.ofMinutes(3);
            if (process.endsWithin(patience)) {
                assertThat(process.waitFor(Duration.ofSeconds(5)))
                        .as(process.output())
                        .isZero();
                System.out.println("CausesCompareTest: " + kills + " kills");
                return;
            }
            process.killNine();
        }
    }
}
