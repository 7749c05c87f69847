package dev.whimbrel.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
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

/** Keys whose texts are not what the columns hold, and times that a zone does not have: nothing passes for equal, nothing is lost. */
class OddKeysTest {
    private static final String PROJECT = """
            whimbrel: 1
            project: odd
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1", "2"] }
            flows: { none: { from: none, to: none, source_key: id, fields: {} } }
            settings: { chunk_rows: %d }
            comparisons:
              odd:
                expected: { at: source }
                actual: { at: target, schema: odd }
                tables:
            """;

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void schema() throws Exception {
        shop = new OldShop(folder);
        shop.fresh("create schema odd");
    }

    private Found compare(String... tables) throws Exception {
        shop.mapping(PROJECT + "      " + String.join("\n      ", tables) + "\n");
        return new Found(shop.migration()
                .compare(null, Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
    }

    @Test
    void aTimeThatTheZoneDoesNotHaveEqualsNone() throws Exception {
        shop.old(
                "create table met (id int primary key, at datetime)",
                "insert into met values (1, '2024-03-31 02:30:00'), (2, '2024-03-31 03:30:00')");
        shop.fresh(
                "create table odd.met (id int primary key, at timestamptz)",
                "insert into odd.met values (1, '2024-03-31 01:30:00Z'), (2, '2024-03-31 01:30:00Z')");
        assertThat(compare("met: { zones: { at: Europe/Berlin } }").patterns())
                .isEqualTo(Map.of("odd:met CHANGED because NO_SUCH_TIME", 1L));
    }

    @Test
    void aZoneIsRefusedWhereNoMomentIs() throws Exception {
        shop.old("create table met (id int primary key, at datetime)");
        shop.fresh("create table odd.met (id int primary key, at timestamp)");
        ProblemsFound found =
                catchThrowableOfType(ProblemsFound.class, () -> compare("met: { zones: { at: Europe/Berlin } }"));
        assertThat(found.problems().stream().map(Problem::code)).containsExactly("COMPARED_ZONE_NEEDLESS");
    }

    @Test
    void rowsAreFoundAgainByMomentsSpansFloatsAndZeros() throws Exception {
        shop.old(
                "set sql_mode = ''",
                "create table moment (at datetime primary key, v int)",
                "insert into moment values ('2024-07-01 12:00:00', 1), ('2024-07-02 12:00:00', 2)",
                "create table span (at time primary key, v int)",
                "insert into span values ('01:00:00', 1), ('02:00:00', 2)",
                "create table single (at float primary key, v int)",
                "insert into single values (0.1, 1), (0.2, 2), (-0.0, 3)",
                "create table zero (at date primary key, v int)",
                "insert into zero values ('0000-00-00', 1), ('2024-01-01', 2), ('2024-01-02', 3)");
        shop.fresh(
                "create table odd.moment (at timestamptz primary key, v int)",
                "insert into odd.moment values ('2024-07-01 10:00:00Z', 1), ('2024-07-02 10:00:00Z', 0)",
                "create table odd.span (at time primary key, v int)",
                "insert into odd.span values ('01:00:00', 1), ('02:00:00', 0)",
                "create table odd.single (at real primary key, v int)",
                "insert into odd.single values (0.1, 1), (0.2, 0), (0, 3)",
                "create table odd.zero (at date primary key, v int)",
                "insert into odd.zero values ('2024-01-01', 2), ('2024-01-02', 0)");
        Found found = compare("moment: { zones: { at: Europe/Berlin } }", "span: {}", "single: {}", "zero: {}");
        assertThat(found.patterns())
                .isEqualTo(Map.of(
                        "odd:moment CHANGED v=CONTENT", 1L,
                        "odd:span CHANGED v=CONTENT", 1L,
                        "odd:single CHANGED v=CONTENT", 1L,
                        "odd:zero CHANGED v=CONTENT", 1L,
                        "odd:zero MISSING because ZERO_DATE", 1L));
        assertThat(found.rows("odd:single").equal()).isEqualTo(2);
        assertThat(found.verdicts()).allMatch(verdict -> verdict.endsWith(Verdict.DIFFERENCES.name()));
    }

    @Test
    void keysThatACollationTakesForEqualAreNotCountedTwice() throws Exception {
        shop.old(
                "create table folded (code varchar(20) collate utf8mb4_general_ci, v int, key (code))",
                "insert into folded select concat('k', seq), seq from seq_1_to_600",
                "insert into folded select concat('K', seq), -seq from seq_1_to_600",
                "insert into folded values ('k1', 1), ('k1', 1)");
        shop.fresh(
                "create table odd.folded (code varchar(20), v int)",
                "insert into odd.folded select 'k' || g, g + 1000 from generate_series(1, 600) g",
                "insert into odd.folded select 'K' || g, -g - 1000 from generate_series(1, 600) g",
                "insert into odd.folded values ('k1', 1)");
        Found found = compare("folded: { key: code }");
        assertThat(found.rows("odd:folded").holds()).isTrue();
        assertThat(found.rows("odd:folded").inFlight()).isZero();
        assertThat(found.rows("odd:folded").hot()).isZero();
        assertThat(found.patterns().keySet())
                .allMatch(
                        words -> words.startsWith("odd:folded CHANGED v=") || words.equals("odd:folded MULTIPLICITY"));
    }

    @Test
    void aRowUnderAnotherKeyIsKnownAgain() throws Exception {
        shop.old(
                "create table part (tenant int, code varchar(20), name varchar(40), price decimal(9,2),"
                        + " primary key (tenant, code))",
                "insert into part select 1 + seq % 2, concat('p', seq), concat('Part ', seq), seq from seq_1_to_50",
                "create table link (a int, b int, primary key (a, b))",
                "insert into link select seq, seq + 1 from seq_1_to_20");
        shop.fresh(
                "create table odd.part (tenant int, code text, name text, price numeric, primary key (tenant, code))",
                "insert into odd.part select 1 + g % 2, 'p' || g, 'Part ' || g, g from generate_series(1, 50) g",
                "update odd.part set code = 'P-7' where code = 'p7'",
                "update odd.part set tenant = 3 - tenant where code = 'p8'",
                "update odd.part set tenant = 3 - tenant, code = 'P-9' where code = 'p9'",
                "create table odd.link (a int, b int, primary key (a, b))",
                "insert into odd.link select g, g + 1 from generate_series(1, 20) g",
                "update odd.link set b = 77 where a = 5");
        Found found = compare("part: { owner: tenant }", "link: {}");
        assertThat(found.patterns())
                .isEqualTo(Map.of(
                        "odd:part REKEYED", 2L,
                        "odd:part WRONG_TENANT", 2L,
                        // One that changed both its tenant and its number might as well be two.
                        "odd:part MISSING", 1L,
                        "odd:part EXTRA", 1L,
                        // Of a row that is nothing but its key there is nothing to know it by.
                        "odd:link MISSING", 1L,
                        "odd:link EXTRA", 1L));
        assertThat(found.rows("odd:part").holds()).isTrue();
    }

    @Test
    void anOwnerHasToBeCompared() throws Exception {
        shop.old("create table owned (id int primary key, tenant int, v int)");
        shop.fresh("create table odd.owned (id int primary key, tenant int, v int)");
        ProblemsFound found = catchThrowableOfType(
                ProblemsFound.class,
                () -> compare("owned: { owner: tenant, leave_out: { tenant: \"not of interest\" } }"));
        assertThat(found.problems().stream().map(Problem::code)).containsExactly("COMPARED_OWNER_LEFT_OUT");
    }
}
