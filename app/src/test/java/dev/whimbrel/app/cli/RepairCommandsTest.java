package dev.whimbrel.app.cli;

import static dev.whimbrel.app.cli.Called.ends;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code repair}: what it would do, what it refuses, and what it does. */
final class RepairCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    /** A visit of tenant 1 and one of tenant 2 are spoiled, another of tenant 1 is deleted, and a client of tenant 1 is edited. */
    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
        move.old("update client set name = 'Di' where client_id = 5");
        assertThat(move.call("run").code()).isZero();
        move.target(
                "update visits set seen = null where legacy_id in (11, 12)",
                "delete from visits where legacy_id = 10",
                "update clients set name = 'Bobby' where legacy_id = 3");
    }

    private Called repair(String... more) {
        List<String> line = new ArrayList<>(List.of("repair", "--settle", "0"));
        line.addAll(List.of(more));
        return move.call(line.toArray(String[]::new));
    }

    private long spoiled() {
        return move.number("select count(*) from visits where seen is null");
    }

    @Test
    void thePlanSaysWhatWouldBecomeOfWhichPattern() {
        assertThat(ends(repair("--plan"), ExitCode.DIFFERENCES))
                .contains(
                        "3 rows are to be repaired: 2 to be rewritten, 1 to be inserted again.",
                        "differs stays as it is.",
                        "visit: value lost in seen: 2 rewritten; tenants 1, 2",
                        "visit: row is missing: 1 inserted; tenant 1",
                        "they stand for groups of source rows");
        assertThat(spoiled()).isEqualTo(2);
        Called plan = repair("--plan", "--tenant", "2", "--json");
        ends(plan, ExitCode.DIFFERENCES);
        assertThat(plan.json().at("/executed").asBoolean()).isFalse();
        assertThat(plan.json().at("/rows").asLong()).isEqualTo(1);
        assertThat(plan.json().at("/patterns/0/rewritten").asLong()).isEqualTo(1);
        assertThat(plan.json().at("/patterns/0/tenants/0/tenant").asString()).isEqualTo("2");
    }

    @Test
    void nobodyWhoMayBeLiveIsWrittenOverUnnamedOrForNoReason() {
        assertThat(ends(repair("--execute", "--reason", "a slip of the pen"), ExitCode.USER))
                .contains("REPAIR_LIVE", "1, 2", "--tenant");
        assertThat(ends(repair("--execute", "--tenant", "1"), ExitCode.USER)).contains("REPAIR_LIVE", "--reason");
        assertThat(ends(repair("--execute", "--tenant", "1", "--reason", "so"), ExitCode.USER))
                .contains("REPAIR_LIVE");
        assertThat(spoiled()).isEqualTo(2);
    }

    @Test
    void repairsVerifiesAgainAndTellsBoth() {
        String said = ends(repair("--execute", "--tenant", "1", "--reason", "a slip of the pen"), ExitCode.OK);
        assertThat(said)
                .contains(
                        "2 rows are to be repaired",
                        "Run 2 complete: 2 rows read, all accounted for.",
                        "1 new, 1 rewritten.",
                        "Promotion check: passed");
        assertThat(spoiled()).isEqualTo(1);
        assertThat(move.number("select count(*) from visits where legacy_id = 10"))
                .isEqualTo(1);
        assertThat(move.number("select count(*) from clients where name = 'Bobby'"))
                .isEqualTo(1);
        assertThat(ends(move.call("runs"), ExitCode.OK)).contains("repairs verification 1: a slip of the pen");
        assertThat(ends(repair("--plan", "--tenant", "1"), ExitCode.OK)).contains("nothing is to be repaired");
        assertThat(ends(repair("--execute", "--tenant", "1", "--reason", "once more please"), ExitCode.OK))
                .contains("nothing is to be repaired");

        Called second = repair("--execute", "--tenant", "2", "--reason", "the other one too", "--json");
        ends(second, ExitCode.OK);
        assertThat(second.json().at("/plan/rows").asLong()).isEqualTo(1);
        assertThat(second.json().at("/run/run/repair/reason").asString()).isEqualTo("the other one too");
        assertThat(second.json().at("/run/run/state").asString()).isEqualTo("COMPLETE");
        assertThat(second.json().at("/after/against/promotion").asString()).isEqualTo("PASSED");
        assertThat(spoiled()).isZero();
    }

    @Test
    void onlyThePatternThatIsNamed() {
        Called plan = repair("--plan", "--tenant", "1", "--json");
        ends(plan, ExitCode.DIFFERENCES);
        int lost = plan.json().at("/patterns/0/inserted").asLong() == 0 ? 0 : 1;
        String pattern = plan.json().at("/patterns/" + lost + "/id").asString();
        ends(repair("--execute", "--tenant", "1", "--reason", "only the dates", "--pattern", pattern), ExitCode.OK);
        assertThat(spoiled()).isEqualTo(1);
        assertThat(move.number("select count(*) from visits where legacy_id = 10"))
                .isZero();
    }

    @Test
    void mistakesOnTheCommandLineAreSaid() {
        assertThat(ends(repair(), ExitCode.USAGE)).contains("--plan", "--execute");
        assertThat(ends(repair("--plan", "--execute"), ExitCode.USAGE)).contains("Only one of");
        assertThat(ends(repair("--plan", "--reason", "just so"), ExitCode.USAGE))
                .contains("--reason");
        assertThat(ends(repair("--plan", "--tenant", "7"), ExitCode.USER)).contains("TENANT_UNKNOWN");
        assertThat(ends(repair("--plan", "--pattern", "abc"), ExitCode.USER)).contains("PATTERN_UNKNOWN", "abc");
        assertThat(ends(
                        repair("--execute", "--tenant", "1", "--reason", "only these rows", "--pattern", "abc"),
                        ExitCode.USER))
                .contains("PATTERN_UNKNOWN")
                .doesNotContain("begins");
        assertThat(move.number("select count(*) from whimbrel.verification")).isZero();
    }
}
