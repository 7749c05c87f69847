package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify --against}: what became of what differed, and whether a change may go on its way. */
final class AgainstCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
        move.old("update client set name = 'Di' where client_id = 5");
        assertThat(move.call("run").code()).isZero();
        move.target("update visits set seen = null where legacy_id in (11, 12)");
    }

    private static String ends(Called called, ExitCode code) {
        // Lines are broken where the width ends.
        return Called.ends(called, code).replaceAll("\\s+", " ");
    }

    private Called verify(String... more) {
        List<String> line = new ArrayList<>(List.of("verify", "--settle", "0"));
        line.addAll(List.of(more));
        return move.call(line.toArray(String[]::new));
    }

    @Test
    void passesWhenWhatDifferedIsResolvedAndStopsWhenAnythingElseBroke() {
        Called first = verify("--json");
        ends(first, ExitCode.DIFFERENCES);
        String pattern = first.json().at("/patterns/0/id").asString();
        move.target("update visits set seen = '2020-01-02' where legacy_id = 11");
        move.target("update visits set seen = '2020-01-03' where legacy_id = 12");

        assertThat(ends(verify("--against", "1", "--resolves", pattern), ExitCode.OK))
                .contains(
                        "Since verification 1",
                        "Promotion check: passed",
                        "Both read the same input",
                        "2 resolved in 2 tenants");

        move.target("update clients set email = upper(email) where legacy_id = 3");
        Called third = verify("--against", "1", "--resolves", pattern, "--json");
        ends(third, ExitCode.STOPPED_BY_CHECK);
        assertThat(third.json().at("/against/promotion").asString()).isEqualTo("STOPPED");
        assertThat(third.json().at("/against/verification").asLong()).isEqualTo(1);
        assertThat(third.json().at("/against/fates").toString())
                .contains("\"fate\":\"NEWLY_BROKEN\"", "\"fate\":\"RESOLVED\"", pattern);
        assertThat(third.json().at("/against/inputs").size()).isEqualTo(3);
        assertThat(ends(move.call("report", "--text"), ExitCode.OK))
                .contains("Promotion check: stopped. 1 row newly broken.", "1 newly broken in 1 tenant");
    }

    @Test
    void aPatternThatIsNotResolvedStopsAndWhatCannotBeToldIsUnclear() {
        Called first = verify("--json");
        String pattern = first.json().at("/patterns/0/id").asString();
        assertThat(ends(verify("--against", "1"), ExitCode.OK)).contains("2 unresolved in 2 tenants");
        assertThat(ends(verify("--against", "1", "--resolves", pattern), ExitCode.STOPPED_BY_CHECK))
                .contains("not resolved: " + pattern);
        move.old("update visit set seen = '2021-01-01' where visit_id in (11, 12)");
        move.target("update visits set seen = '2021-01-01' where legacy_id in (11, 12)");
        assertThat(ends(verify("--against", "1", "--resolves", pattern), ExitCode.UNCLEAR))
                .contains("2 vanished in 2 tenants", "has changed)", "Not known to be resolved: " + pattern);
    }

    @Test
    void thePageHasASectionOfIt() throws Exception {
        verify("--json");
        move.target("update clients set email = upper(email) where legacy_id = 3");
        ends(verify("--against", "1"), ExitCode.STOPPED_BY_CHECK);
        Path page = folder.resolve("page.html");
        ends(move.call("report", "-o", page.toString()), ExitCode.OK);
        assertThat(Files.readString(page))
                .contains(
                        "Since verification 1",
                        "Promotion check: stopped",
                        "<caption>Rows that differed then</caption>");
    }

    @Test
    void mistakesOnTheCommandLineAreSaid() {
        assertThat(ends(verify("--resolves", "abc"), ExitCode.USAGE)).contains("--against");
        verify();
        assertThat(ends(verify("--against", "1", "--resolves", "abc"), ExitCode.USER))
                .contains("PATTERN_UNKNOWN", "abc");
        assertThat(ends(verify("--against", "99"), ExitCode.USER)).contains("VERIFICATION_UNKNOWN");
        assertThat(ends(verify("--against", "one"), ExitCode.USAGE)).contains("one");
    }
}
