package dev.whimbrel.app.cli;

import static dev.whimbrel.app.cli.Called.ends;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waive}, {@code waivers}, {@code evidence} and {@code prune} on what a real verification found. */
final class WaiverCommandsTest {
    private static final String SOON = LocalDate.now().plusDays(30).toString();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
        move.old("update client set name = 'Di' where client_id = 5");
        move.old("insert into visit values (13, 4, '2020-01-04'), (14, 1, '2020-01-05')");
        assertThat(move.call("run").code()).isZero();
        move.target("update visits set seen = null where legacy_id in (12, 13)");
    }

    private String verify(ExitCode code) {
        Called called = move.call("verify", "--settle", "0", "--json");
        ends(called, code);
        return called.json().path("patterns").isEmpty()
                ? ""
                : called.json().at("/patterns/0/id").asString();
    }

    private Called waive(String pattern, String until, String cap, String... more) {
        List<String> line = new ArrayList<>(List.of("waive", pattern, "--until", until, "--cap", cap));
        line.addAll(List.of("--reason", "lost for ever", "--approver", "the owner of the data"));
        line.addAll(List.of(more));
        return move.call(line.toArray(String[]::new));
    }

    @Test
    void coversWhatWasMeantAndNotOneRowMore() {
        String pattern = verify(ExitCode.DIFFERENCES);
        assertThat(ends(waive(pattern, SOON, "2", "--tenant", "2"), ExitCode.OK))
                .contains("value lost", "open");
        assertThat(ends(waive(pattern, SOON, "9", "--tenant", "2"), ExitCode.USER))
                .contains(
                        "error WAIVER_REFUSED: Cannot accept these differences: waiver 1 speaks of these rows already",
                        "whimbrel waivers --close 1");
        assertThat(move.number("select count(*) from whimbrel.waiver")).isEqualTo(1);
        Called accepted = move.call("verify", "--settle", "0", "--json");
        ends(accepted, ExitCode.OK);
        assertThat(accepted.json().at("/verdicts/MATCH_WITH_WAIVERS").asInt()).isEqualTo(1);
        // Another tenant's row is open, and his tenant's is still covered.
        move.target("update visits set seen = null where legacy_id = 14");
        Called other = move.call("verify", "--settle", "0", "--json");
        ends(other, ExitCode.DIFFERENCES);
        assertThat(other.json().at("/verdicts/MATCH_WITH_WAIVERS").asInt()).isEqualTo(1);
        // One row too many of his, and it covers none.
        move.target(
                "update visits set seen = null, client_id = (select id from clients where legacy_id = 4) where legacy_id = 10");
        move.old("update visit set client_id = 4 where visit_id = 10");
        Called over = move.call("verify", "--settle", "0", "--json");
        ends(over, ExitCode.DIFFERENCES);
        assertThat(over.json().at("/verdicts/MATCH_WITH_WAIVERS").asInt()).isZero();
        assertThat(ends(move.call("waivers"), ExitCode.OK)).contains("over its cap: covers nothing", "lost for ever");
        // What is over or taken back speaks of nothing; what speaks of all speaks of each.
        move.target("update whimbrel.waiver set expires_on = current_date - 2");
        ends(waive(pattern, SOON, "9"), ExitCode.OK);
        assertThat(ends(waive(pattern, SOON, "9", "--tenant", "2"), ExitCode.USER))
                .contains("waiver 2 speaks");
        ends(move.call("waivers", "--close", "2"), ExitCode.OK);
        ends(waive(pattern, SOON, "9", "--tenant", "2"), ExitCode.OK);
        ends(move.call("waivers", "--close", "3"), ExitCode.OK);
        ends(move.call("waivers", "--close", "1"), ExitCode.OK);
        assertThat(ends(move.call("waivers"), ExitCode.OK)).contains("Nothing is accepted.");
        assertThat(ends(move.call("waivers", "--close", "1"), ExitCode.USER)).contains("WAIVER_UNKNOWN");
    }

    @Test
    void refusesWhatNobodyMayAccept() {
        move.target("update clients set branch_id = (select id from branches where legacy_id = 1) where legacy_id = 4");
        Called found = move.call("verify", "--settle", "0", "--json");
        List<String> critical = new ArrayList<>();
        found.json().path("patterns").forEach(pattern -> {
            if (pattern.path("rowClass").asString().equals("WRONG_TENANT")) {
                critical.add(pattern.path("id").asString());
            }
        });
        assertThat(critical).isNotEmpty();
        assertThat(ends(waive(critical.get(0), SOON, "1"), ExitCode.USER)).contains("is never accepted");
        assertThat(ends(waive("0123456789ab", SOON, "1"), ExitCode.USER)).contains("PATTERN_UNKNOWN");
        String lost = found.json()
                .path("patterns")
                .valueStream()
                .filter(pattern -> pattern.path("rowClass").asString().equals("CHANGED"))
                .map(pattern -> pattern.path("id").asString())
                .findFirst()
                .orElseThrow();
        assertThat(ends(waive(lost, SOON, "1", "--tenant", "nobody"), ExitCode.USER))
                .contains("is tenant nobody's");
        assertThat(ends(waive("0123456789ab", "2020-12-31", "1"), ExitCode.USER))
                .contains("is over");
        assertThat(ends(waive("0123456789ab", "2999-12-31", "1"), ExitCode.USER))
                .contains("more than a year ahead");
        assertThat(ends(waive("0123456789ab", SOON, "0"), ExitCode.USER)).contains("covers no row");
        assertThat(ends(move.call("waive", "0123456789ab", "--until", "tomorrow"), ExitCode.USAGE))
                .contains("--until");
        assertThat(move.number("select count(*) from whimbrel.waiver")).isZero();
    }

    @Test
    void findingsAreWrittenOutAndPruned() throws Exception {
        verify(ExitCode.DIFFERENCES);
        verify(ExitCode.DIFFERENCES);
        Path file = folder.resolve("findings.csv");
        assertThat(ends(move.call("evidence", "-o", file.toString()), ExitCode.OK))
                .contains("2 lines of 2 rows");
        assertThat(Files.readString(file))
                .contains("verification_id,project", "VALUE_TO_NULL")
                .doesNotContain("2020-");
        assertThat(ends(move.call("evidence", "99", "-o", file.toString()), ExitCode.USER))
                .contains("VERIFICATION_UNKNOWN");
        assertThat(ends(move.call("evidence", "-o", folder + "/no/where.csv"), ExitCode.USER))
                .contains("EVIDENCE_NOT_WRITTEN");
        move.target("update whimbrel.verification set finished_at = finished_at - interval '100 days'");
        assertThat(ends(move.call("prune", "--keep", "1"), ExitCode.OK)).contains("2 findings would be deleted");
        assertThat(move.number("select count(*) from whimbrel.finding")).isEqualTo(4);
        assertThat(ends(move.call("prune", "--keep", "1", "--execute"), ExitCode.OK))
                .contains("2 findings deleted");
        assertThat(move.number("select count(*) from whimbrel.finding")).isEqualTo(2);
        assertThat(ends(move.call("prune", "--keep", "0"), ExitCode.USAGE)).contains("the newest stays");
    }
}
