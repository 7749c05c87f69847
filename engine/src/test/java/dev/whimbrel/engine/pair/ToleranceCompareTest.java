package dev.whimbrel.engine.pair;

import static dev.whimbrel.engine.pair.BothWays.JOINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tolerances of a comparison: the same rows lie within whether the database joins the tables or they are read row by row. */
class ToleranceCompareTest {
    @TempDir
    Path folder;

    private BothWays ways;

    @BeforeEach
    void fill() throws Exception {
        ways = new BothWays(folder);
        ways.both(
                "create table side.t (id int primary key, tenant int not null, amount numeric, half float8, at timestamp,"
                        + " name text)",
                "insert into side.t select g, 1 + g % 2, g * 1.5, g / 2.0, timestamp '2024-01-01' + g * interval '1 day',"
                        + " 'Name ' || g from generate_series(1, 200) g",
                "create table side.log (what text, amount numeric)",
                "insert into side.log select 'event ' || g, g from generate_series(1, 9) g",
                "analyze side.t");
    }

    private static String table(String tolerances) {
        return "t: { owner: tenant, tolerances: { " + tolerances + " } }";
    }

    @Test
    void bothWaysTolerateTheSameUpToTheLimitAndNoFurther() throws Exception {
        ways.of(table("amount: { number: 0.01 }, half: { number: 0.5 }, at: { time: 1m }, name: { text: accent }"));
        ways.run(
                "update beta.t set amount = amount + 0.01 where id in (1, 2)",
                "update beta.t set amount = amount + 0.0100000001 where id = 3",
                "update beta.t set half = half - 0.5 where id = 4",
                "update beta.t set half = 'NaN' where id = 5",
                "update beta.t set at = at + interval '1 minute' where id = 6",
                "update beta.t set at = at + interval '1 minute 1 microsecond' where id = 7",
                "update beta.t set at = 'infinity' where id = 8",
                "update beta.t set name = 'N\u00e4me 9' where id = 9",
                "update beta.t set name = 'N\u00e4me  10' where id = 10",
                "update beta.t set amount = null where id = 11",
                "update beta.t set amount = amount - 0.01, name = 'else' where id = 12",
                "update beta.t set tenant = 3 - tenant, amount = amount - 0.01 where id = 13");
        List<String> told = ways.told();
        assertThat(ways.ways()).containsEntry("t", JOINED);
        assertThat(told).filteredOn(line -> line.contains("DIFFERENCES")).hasSize(2);
        // Of 13 rows that differ, 1, 2, 4, 6 and 9 lie within.
        assertThat(told.get(0)).contains("changed=6").contains("extra=1").contains("tolerated=3");
        assertThat(told.get(1)).contains("changed=6").contains("missing=1").contains("tolerated=2");
        assertThat(told.subList(3, told.size()).stream()
                        .map(line -> line.replaceAll("^t (\\w+) +\\d (\\d+) STABLE ?(\\w*).*", "$2 $1 $3")
                                .strip()))
                .containsExactlyInAnyOrder(
                        "3 CHANGED amount",
                        "5 CHANGED half",
                        "7 CHANGED at",
                        "8 CHANGED at",
                        "10 CHANGED name",
                        "11 CHANGED amount",
                        "12 CHANGED name",
                        "13 WRONG_TENANT tenant",
                        "13 WRONG_TENANT");
    }

    @Test
    void whereAllLiesWithinItIsNoFullMatch() throws Exception {
        ways.of(table("amount: { number: 0.01 }"));
        ways.run("update beta.t set amount = amount + 0.01 where id in (1, 3)");
        assertThat(ways.told().get(0)).startsWith("t 1 FULL_MATCH");
        assertThat(ways.told().get(1))
                .startsWith("t 2 MATCH_WITH_WAIVERS 98 of 100 rows equal, 2 rows within declared tolerances");
    }

    private List<String> problems(String table) {
        ways.of(table);
        ProblemsFound found = catchThrowableOfType(ProblemsFound.class, () -> ways.compare("joined"));
        assertThat(found.problems())
                .allSatisfy(problem -> assertThat(problem.place().line()).isPositive());
        return found.problems().stream().map(Problem::code).toList();
    }

    @Test
    void whatRowsAreToldApartByStaysExact() throws Exception {
        assertThat(problems(table("id: { number: 1 }"))).containsExactly("TOLERANCE_ON_KEY");
        assertThat(problems(table("tenant: { number: 1 }"))).containsExactly("TOLERANCE_ON_KEY");
        assertThat(problems("log: { key: none, tolerances: { amount: { number: 1 } } }"))
                .containsExactly("TOLERANCE_ON_KEY");
        assertThat(problems(table("name: { number: 1 }"))).containsExactly("TOLERANCE_WRONG_TYPE");
        assertThat(problems(table("amount: { number: 1 }, AMOUNT: { number: 2 }")))
                .containsExactly("TOLERANCE_TWICE");
        assertThat(problems(table("amont: { number: 1 }"))).containsExactly("COMPARED_COLUMN_ABSENT");
        assertThat(problems("t: { owner: tenant, leave_out: { amount: why }, tolerances: { amount: { number: 1 } } }"))
                .containsExactly("TOLERANCE_NEEDLESS");
    }
}
