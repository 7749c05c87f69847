package dev.whimbrel.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.verify.Found;
import dev.whimbrel.engine.verify.VerifyListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same table in MariaDB and PostgreSQL, with values that the two keep, sort and compare differently. */
class CrossTest {
    private static final String PROJECT = """
            whimbrel: 1
            project: cross
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1", "2"] }
            flows: { none: { from: none, to: none, source_key: id, fields: {} } }
            settings: { chunk_rows: %d }
            comparisons:
              both:
                expected: { at: source }
                actual: { at: target, schema: shop }
                tables:
                  thing: { key: [tenant, code], owner: tenant, zones: { moment: Europe/Berlin } }
            """;

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void fill() throws Exception {
        shop = new OldShop(folder).mapping(PROJECT);
        shop.old(
                """
                create table thing (tenant int not null, code varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin not null,
                  folded varchar(60) character set utf8mb4 collate utf8mb4_general_ci, fixed char(8) character set utf8mb4,
                  long_text longtext character set utf8mb4, small smallint, whole bigint, yes tinyint(1), exact decimal(20,6),
                  approximate double, real4 float, day date, wall datetime(6), moment datetime(6), clock time(6), doc json,
                  raw varbinary(300), kind enum('a','B'), primary key (tenant, code))""",
                """
                insert into thing values
                  (1, 'a', 'Straße', 'x', 'é', 1, 9223372036854775807, true, 1.10, 0.1, 0.1, '2024-02-29',
                   '2024-03-31 02:30:00.000001', '2024-07-01 12:00:00', '23:59:59.999999', '{"b": 1, "a": [1.0, 2e3]}', x'00ff', 'a'),
                  (1, 'A', 'strasse', '', 'é', -32768, -9223372036854775808, false, -0.000001, -0.0, -0.0, '0001-01-01',
                   '1900-01-01 00:00:00', '2024-01-01 12:00:00', '00:00:00', '{}', x'', 'B'),
                  (2, 'a', ' STRASSE', null, '', 0, 0, null, 0, 1e308, 3.4e38, '9999-12-31', '9999-12-31 23:59:59.999999',
                   '1980-05-01 00:00:00.5', '12:00:00.000001', '[]', x'20', 'a'),
                  (2, 'a ', '🐦👩‍👩‍👧', 'äöü', null, null, null, null, null, null, null, null, null, null, null, null, null, null)""",
                "insert into thing select 1, concat('n', seq), concat('Name ', seq), 'f', repeat('ä', seq % 40), seq, seq, seq % 2,"
                        + " seq / 7, seq / 3, seq, '2020-02-02', '2020-02-02 02:02:02.020202', '2020-02-02 12:00:00', '01:02:03',"
                        + " concat('[', seq, ']'), 'raw', 'B' from seq_1_to_300");
        shop.fresh(
                "create schema shop",
                """
                create table shop.thing (tenant bigint not null, code text not null, folded varchar(60), fixed char(8),
                  long_text text, small int, whole numeric, yes boolean, exact numeric, approximate double precision, real4 real,
                  day date, wall timestamp, moment timestamptz, clock interval, doc jsonb, raw bytea, kind text,
                  primary key (code, tenant))""",
                """
                insert into shop.thing values
                  (1, 'a', 'Straße', 'x', 'é', 1, 9223372036854775807, true, 1.1000, 0.1, 0.1, '2024-02-29',
                   '2024-03-31 02:30:00.000001', '2024-07-01 10:00:00Z', '23:59:59.999999', '{"a": [1, 2000], "b": 1}', '\\x00ff', 'a'),
                  (1, 'A', 'strasse', '', 'é', -32768, -9223372036854775808, false, -0.000001, 0, 0, '0001-01-01',
                   '1900-01-01 00:00:00', '2024-01-01 11:00:00Z', '0', '{}', '', 'B'),
                  (2, 'a', ' STRASSE', null, '', 0, 0, null, 0, 1e308, 3.4e38, '9999-12-31', '9999-12-31 23:59:59.999999',
                   '1980-04-30 22:00:00.5Z', '12:00:00.000001', '[]', '\\x20', 'a'),
                  (2, 'a ', '🐦👩‍👩‍👧', 'äöü', null, null, null, null, null, null, null, null, null, null, null, null, null, null)""",
                "insert into shop.thing select 1, 'n' || g, 'Name ' || g, 'f', repeat('ä', g % 40), g, g, g % 2 = 1,"
                        + " round(g / 7.0, 4), g / 3.0::float8, g, '2020-02-02', '2020-02-02 02:02:02.020202',"
                        + " '2020-02-02 11:00:00Z', '01:02:03', jsonb_build_array(g), 'raw', 'B' from generate_series(1, 300) g");
        // MariaDB divides to four digits; both sides hold the same numbers.
        shop.old("update thing set exact = round(exact, 4), approximate = tenant * 0.5 where code like 'n%%'"
                .replace("%%", "%"));
        shop.fresh("update shop.thing set approximate = 0.5 where code like 'n%'");
    }

    private Found compare() throws Exception {
        return new Found(shop.migration()
                .compare(null, Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
    }

    @Test
    void equalValuesAreEqualHoweverTheyAreKept() throws Exception {
        Found found = compare();
        assertThat(found.patterns()).isEmpty();
        assertThat(found.allAre(Verdict.FULL_MATCH)).isTrue();
        assertThat(found.rows("both:thing").equal()).isEqualTo(304);
    }

    @Test
    void aTimeThatTheZoneSkipsIsNoMoment() throws Exception {
        shop.old("update thing set moment = '2024-03-31 02:30:00' where code = 'n7'");
        shop.fresh("update shop.thing set moment = '2024-03-31 01:30:00Z' where code = 'n7'");
        assertThat(compare().patterns()).isEqualTo(Map.of("both:thing CHANGED because NO_SUCH_TIME", 1L));
    }

    @Test
    void everyPlantedDifferenceIsFoundInItsClass() throws Exception {
        String n = "update shop.thing set %s where code = 'n%d'";
        String[] changes = {
            "folded = upper(folded)",
            "folded = folded || ' '",
            "long_text = normalize(long_text, NFD)",
            "long_text = ''",
            "long_text = null",
            "small = -small",
            "exact = exact * 100",
            "exact = round(exact, 1)",
            "yes = not yes",
            "wall = date_trunc('second', wall)",
            "moment = moment + interval '1 hour'",
            "day = '1900-01-01'",
            "doc = doc || '[0]'",
            "raw = raw || '\\x00'",
            "kind = null",
            "clock = clock + interval '1 microsecond'",
            "tenant = 2",
            "fixed = 'g'"
        };
        for (int i = 0; i < changes.length; i++) {
            shop.fresh(n.formatted(changes[i], 30 + i));
        }
        shop.fresh(
                "delete from shop.thing where code = 'n100'",
                "insert into shop.thing (tenant, code) values (2, 'n101')",
                "update shop.thing set folded = case code when 'n110' then 'Name 111' else 'Name 110' end"
                        + " where code in ('n110', 'n111')");
        assertThat(compare().patterns())
                .isEqualTo(Map.ofEntries(
                        Map.entry("both:thing CHANGED clock=TIME_PRECISION", 1L),
                        Map.entry("both:thing CHANGED day=TIME_SENTINEL", 1L),
                        Map.entry("both:thing CHANGED doc=COLLECTION_ELEMENT", 1L),
                        Map.entry("both:thing CHANGED exact=NUMBER_FACTOR", 1L),
                        Map.entry("both:thing CHANGED exact=NUMBER_ROUNDING", 1L),
                        Map.entry("both:thing CHANGED fixed=CONTENT", 1L),
                        Map.entry("both:thing CHANGED folded=CONTENT", 2L),
                        Map.entry("both:thing CHANGED folded=TEXT_CASE", 1L),
                        Map.entry("both:thing CHANGED folded=TEXT_PADDING", 1L),
                        Map.entry("both:thing CHANGED kind=VALUE_TO_NULL", 1L),
                        Map.entry("both:thing CHANGED long_text=CONTENT", 1L),
                        Map.entry("both:thing CHANGED long_text=TEXT_NORMALIZATION", 1L),
                        Map.entry("both:thing CHANGED long_text=VALUE_TO_NULL", 1L),
                        Map.entry("both:thing CHANGED moment=TIME_OFFSET", 1L),
                        Map.entry("both:thing CHANGED raw=TEXT_PADDING", 1L),
                        Map.entry("both:thing CHANGED small=NUMBER_SIGN", 1L),
                        Map.entry("both:thing CHANGED wall=TIME_PRECISION", 1L),
                        Map.entry("both:thing CHANGED yes=CONTENT", 1L),
                        Map.entry("both:thing MISSING", 1L),
                        Map.entry("both:thing EXTRA", 1L),
                        // One changed its tenant, which is part of the key.
                        Map.entry("both:thing WRONG_TENANT", 2L)));
    }
}
