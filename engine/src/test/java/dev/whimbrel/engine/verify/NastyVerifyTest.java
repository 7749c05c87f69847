package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that two engines keep, order and compare differently: of equal rows nothing is reported, and what differs by as little as can
 * be is.
 */
class NastyVerifyTest {
    private static final String MAPPING = """
            whimbrel: 1
            project: nasty
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1"] }
            scope: { thing: { column: tenant } }
            settings: { chunk_rows: %d, guest: { watch: false } }
            flows:
              thing:
                from: thing
                to: shop.thing
                source_key: code
                fields:
                  id: { generated: sequence }
                  tenant: tenant
                  folded: folded
                  padded: padded
                  long_text: long_text
                  small: small
                  whole: whole
                  yes: yes
                  exact: exact
                  large: large
                  approximate: approximate
                  real4: real4
                  day: day
                  at: { sql: "at_zone(wall, 'UTC')" }
                  wall: wall
                  clock: clock
                  doc: doc
                  raw: raw
                  kind: kind
            """;

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void move() throws Exception {
        shop = new OldShop(folder).mapping(MAPPING);
        shop.old("""
                create table thing (code varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin primary key, tenant int not null,
                  folded varchar(60) character set utf8mb4 collate utf8mb4_general_ci, padded varchar(60) character set utf8mb4
                  collate utf8mb4_unicode_ci, long_text longtext character set utf8mb4, small smallint, whole bigint, yes tinyint(1),
                  exact decimal(20,6), large decimal(65,0), approximate double, real4 float, day date, wall datetime(6), clock time(6),
                  doc json, raw varbinary(300), kind enum('a','B','ß'))""", """
                insert into thing values
                  ('a', 1, 'Straße', 'x', 'é', 1, 9223372036854775807, true, 1.10, 99999999999999999999999999999999999, 0.1, 0.1,
                   '2024-02-29', '2024-03-31 02:30:00.000001', '23:59:59.999999', '{"b": 1, "a": [1.0, 2e3]}', x'00ff', 'a'),
                  ('A', 1, 'strasse', 'x ', 'é', -32768, -9223372036854775808, false, -0.000001, 0, -0.0, -0.0,
                   '0001-01-01', '1900-01-01 00:00:00', '00:00:00', '{}', x'', 'B'),
                  ('ä', 1, 'STRASSE', ' x', '', 0, 0, null, 0, 1, 1e308, 3.4e38, '9999-12-31', '9999-12-31 23:59:59.999999',
                   '12:00:00.000001', '[]', x'20', 'ß'),
                  ('a ', 1, '🐦👩‍👩‍👧', '', null, null, null, null, null, null, null, null, null, null, null, null, null, null),
                  ('z', 1, '\\t\\n\\r', 'null', repeat('ä🐦', 20000), 32767, 1, true, 99999999999999.999999, -1, 4.9e-324, 1e-45,
                   '1582-10-10', '1582-10-10 12:00:00', '00:00:00.1', '{"n": 12345678901234567890.123, "u": "\\\\u00e4"}', repeat(x'0a', 300),
                   'a')""");
        shop.fresh("create schema shop", """
                create table shop.thing (id bigint generated always as identity primary key, code text not null unique,
                  tenant int not null, folded text, padded varchar(60), long_text text, small int, whole numeric, yes boolean,
                  exact numeric, large numeric, approximate double precision, real4 real, day date, at timestamptz, wall timestamp,
                  clock interval, doc jsonb, raw bytea, kind text)""");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(shop.freshNumber("select count(*) from shop.thing")).isEqualTo(5);
    }

    private Found verify() throws Exception {
        return new Found(shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
    }

    @Test
    void nothingIsReportedOfEqualRowsAndTheLeastDifferenceIs() throws Exception {
        Found equal = verify();
        assertThat(equal.patterns()).isEmpty();
        assertThat(equal.allAre(Verdict.FULL_MATCH)).isTrue();
        shop.fresh(
                "update shop.thing set folded = lower(folded) where code = 'ä'",
                "update shop.thing set padded = 'x' where code = 'A'",
                "update shop.thing set long_text = normalize(long_text, NFD) where code = 'a'",
                "update shop.thing set exact = exact + 0.000001, doc = doc || '{\"a\": [2e3, 1]}' where code = 'z'",
                "update shop.thing set wall = wall + interval '1 microsecond' where code = 'A'",
                "update shop.thing set padded = null where code = 'a '");
        assertThat(verify().patterns())
                .isEqualTo(Map.of(
                        "thing CHANGED folded=TEXT_CASE", 1L,
                        "thing CHANGED padded=TEXT_PADDING wall=TIME_PRECISION", 1L,
                        "thing CHANGED long_text=TEXT_NORMALIZATION", 1L,
                        "thing CHANGED exact=NUMBER_NOISE doc=COLLECTION_ELEMENT", 1L,
                        "thing CHANGED padded=NULL_OR_EMPTY", 1L));
    }
}
