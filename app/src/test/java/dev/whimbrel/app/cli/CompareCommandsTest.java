package dev.whimbrel.app.cli;

import static dev.whimbrel.app.cli.Called.ends;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare}: what it prints, how it ends, and what it says of what cannot be compared. */
final class CompareCommandsTest {
    private static final String COMPARISONS = """
            comparisons:
              beta:
                expected: { at: target, schema: public }
                actual: { at: target, schema: beta }
                tables:
                  visits: {}
                  clients: { leave_out: { name: "names are not to be read" } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
        move.old("update client set name = 'Di' where client_id = 5");
        assertThat(move.call("run").code()).isZero();
        move.write(SmallMove.YAML + COMPARISONS);
        move.target(
                "create schema beta",
                "create table beta.visits as table visits",
                "create table beta.clients as table clients");
    }

    @Test
    void saysWhatDiffersAndHowItEnds() throws Exception {
        assertThat(ends(move.call("compare", "--settle", "0"), ExitCode.UNPROVEN))
                .contains(
                        "beta:visits: read row by row, since no unique index",
                        "comparison beta",
                        "column name was left out: names are not to be read");
        move.target("alter table beta.visits add primary key (id)");
        move.target("update beta.visits set seen = '1999-09-09' where legacy_id = 12");
        Called json = move.call("compare", "beta", "--settle", "0", "--json");
        assertThat(json.err()).contains("beta:visits: joined in the database, at one moment");
        assertThat(ends(json, ExitCode.DIFFERENCES)).doesNotContain("1999-09-09");
        assertThat(json.json().at("/verification/comparison").asString()).isEqualTo("beta");
        assertThat(json.json().path("patterns")).hasSize(1);
        assertThat(ends(move.call("report", "--comparison", "beta", "--text"), ExitCode.OK))
                .contains("look at an example's key on both sides");
        Path page = folder.resolve("page.html");
        ends(move.call("report", "--comparison", "beta", "-o", page.toString()), ExitCode.OK);
        assertThat(Files.readString(page)).contains("comparison beta", "The expected side has");
    }

    @Test
    void aSelfTestIsToldBeforeWhatWasFound() {
        move.target("alter table beta.visits add primary key (id)");
        Called json = move.call("compare", "--self-test", "--settle", "0", "--json");
        ends(json, ExitCode.UNPROVEN);
        assertThat(json.err()).contains("joined in the database", "beta:visits: self-test with 3 rows");
        assertThat(json.json().at("/selfTest/0/flow").asString()).isEqualTo("beta:visits");
        assertThat(json.json().at("/selfTest/0/planted").asLong())
                .isPositive()
                .isEqualTo(json.json().at("/selfTest/0/found").asLong());
        assertThat(json.json().at("/selfTest/0/joined").asLong()).isPositive();
        assertThat(json.json().at("/selfTest/0/unjoined")).isEmpty();
        assertThat(json.json().path("selfTest")).hasSize(2);
        assertThat(ends(move.call("compare", "--self-test", "--settle", "0"), ExitCode.UNPROVEN))
                .contains("Self-test of the comparison", "All of these were found.");
    }

    /** Where a server that nobody is at stands for one of the two. */
    private Called away(String variable, String... line) {
        Map<String, String> env = new HashMap<>(move.env());
        env.put(variable, env.getOrDefault(variable, "").replaceFirst("//[^/]*/.*", "//127.0.0.1:1/x"));
        List<String> all = new ArrayList<>(List.of(line));
        all.addAll(List.of("--file", move.file().toString()));
        return Called.with(env, all.toArray(String[]::new));
    }

    @Test
    void aServerThatIsAwayIsToldOfItsOwnSide() {
        assertThat(ends(away("NEW_URL", "compare"), ExitCode.TARGET)).contains("error CONNECTION_REFUSED");
        assertThat(ends(away("OLD_URL", "compare"), ExitCode.SOURCE)).contains("error CONNECTION_REFUSED");
        move.write(SmallMove.YAML
                + COMPARISONS.replace("expected: { at: target, schema: public }", "expected: { at: source }"));
        ends(away("NEW_URL", "compare"), ExitCode.TARGET);
        ends(away("OLD_URL", "compare"), ExitCode.SOURCE);
    }

    @Test
    void oneTableAloneProvesNoTenant() {
        assertThat(ends(move.call("compare", "--table", "visits", "--settle", "0"), ExitCode.UNPROVEN))
                .contains("Left out, as was asked for", "clients", "both sides as of");
        assertThat(ends(move.call("compare", "--table", "visit"), ExitCode.USER))
                .contains("error TABLE_UNKNOWN: Cannot ", "Name some of these: clients, visits.");
        assertThat(ends(move.call("compare", "--moment", "table", "--settle", "0"), ExitCode.UNPROVEN))
                .contains("each table at its own moment");
    }

    @Test
    void saysWhatCannotBeCompared() {
        assertThat(ends(move.call("compare", "gamma"), ExitCode.USER))
                .contains(
                        "error COMPARISON_UNKNOWN: Cannot compare: there is no comparison gamma",
                        "Name one of these: beta.");
        assertThat(ends(move.call("compare", "--tenant", "nobody"), ExitCode.USER))
                .contains("TENANT_UNKNOWN");
        assertThat(ends(move.call("report", "--comparison", "beta"), ExitCode.USER))
                .contains("was never run");
        assertThat(ends(move.call("report", "--comparison", "gamma"), ExitCode.USER))
                .contains("error COMPARISON_UNKNOWN: Cannot report: there is no comparison gamma");
        assertThat(ends(move.call("report", "1", "--comparison", "beta"), ExitCode.USAGE))
                .contains("not both");
        move.target(
                "drop table beta.clients",
                "alter table beta.visits add extra int",
                "alter table beta.visits alter seen type text");
        assertThat(ends(move.call("compare"), ExitCode.USER))
                .contains("COMPARED_TABLE_ABSENT", "COMPARED_COLUMN_ABSENT", "COMPARED_TYPES_UNLIKE", "leave_out");
        move.write(SmallMove.YAML);
        assertThat(ends(move.call("compare"), ExitCode.USER)).contains("Declare one in the project file");
    }
}
