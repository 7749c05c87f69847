package dev.whimbrel.app.cli;

import static dev.whimbrel.app.cli.Called.ends;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code verify} and {@code report}: what they print, how they end, and what they say of what cannot be done. */
final class VerifyCommandsTest {
    private static final String BY_BRANCH = "select c.branch_id as branch, count(*) as visits from visit v"
            + " join client c on c.client_id = v.client_id group by c.branch_id";
    private static final String THERE = "select b.legacy_id as branch, count(*) as visits from visits v"
            + " join clients c on c.id = v.client_id join branches b on b.id = c.branch_id group by b.legacy_id";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
    }

    /** Moves everything; the client whose name is too long is mended first. */
    private void moved() {
        move.old("update client set name = 'Di' where client_id = 5");
        ends(move.call("run"), ExitCode.OK);
    }

    private void law(String source, String target) {
        move.write(SmallMove.YAML + "laws:\n  visits:\n    tenant: branch\n    by: [branch]\n    source: \"" + source
                + "\"\n    target: \"" + target + "\"\n");
    }

    private static void refused(Called called, ExitCode exit, String code) {
        ends(called, exit);
        assertThat(called.err()).contains("error " + code + ": Cannot ", "next:");
    }

    @Test
    void endsWithNothingWhereAllIsEqual() {
        moved();
        law(BY_BRANCH, THERE);
        Called plain = move.call("verify", "--settle", "0");
        ends(plain, ExitCode.OK);
        assertThat(plain.out()).contains("full match", "Nothing. Verify again after the next run.");
        Called json = move.call("verify", "--json");
        ends(json, ExitCode.OK);
        assertThat(json.json().path("command").asString()).isEqualTo("verify");
        assertThat(json.json().at("/verdicts/FULL_MATCH").asInt()).isEqualTo(2);
        assertThat(json.json().path("results"))
                .anySatisfy(result -> assertThat(result.path("flow").asString()).isEqualTo("law visits"));
        assertThat(json.json().path("results"))
                .allSatisfy(result ->
                        assertThat(result.at("/rows/holds").asBoolean()).isTrue());
        assertThat(json.err()).contains("Verification 2 begins.", "law visits: 2 rows equal");
    }

    @Test
    void endsWithTenWhereRowsDiffer() {
        ends(move.call("run"), ExitCode.OK);
        move.target(
                "update visits set seen = '1999-09-09' where legacy_id = 12",
                "delete from visits where legacy_id = 11");
        Called found = move.call("verify", "--settle", "0", "--json");
        ends(found, ExitCode.DIFFERENCES);
        JsonNode patterns = found.json().path("patterns");
        assertThat(patterns).anySatisfy(pattern -> {
            assertThat(pattern.path("rowClass").asString()).isEqualTo("MISSING");
            assertThat(pattern.path("cause").asString()).isEqualTo("TOO_LONG");
        });
        assertThat(patterns).anySatisfy(pattern -> {
            assertThat(pattern.at("/columns/0/column").asString()).isEqualTo("seen");
            assertThat(pattern.at("/examples/0/key").asString()).isEqualTo("12");
        });
        assertThat(found.out()).doesNotContain("1999-09-09", "2020-01-03");
        Called one = move.call("verify", "--tenant", "1", "--settle", "0");
        ends(one, ExitCode.DIFFERENCES);
        assertThat(one.out()).contains("row is missing").doesNotContain("in seen");
    }

    @Test
    void aPartIsNeverTakenForTheWhole() throws Exception {
        moved();
        law(BY_BRANCH, THERE);
        move.target("update visits set seen = '1999-09-09' where legacy_id = 12");
        Called part = move.call("verify", "--flow", "client", "--settle", "0", "--json");
        ends(part, ExitCode.UNPROVEN);
        assertThat(part.err()).contains("Both sides are looked at as they were at");
        JsonNode json = part.json();
        assertThat(json.at("/verification/parts/0").asString()).isEqualTo("client");
        assertThat(json.at("/verification/moments/0/why").asString()).isEqualTo("BEGUN");
        assertThat(json.at("/verdicts/FULL_MATCH").asInt()).isZero();
        assertThat(json.at("/verdicts/PARTIAL").asInt()).isEqualTo(2);
        assertThat(json.path("results"))
                .filteredOn(result -> !result.path("flow").asString().equals("client"))
                .isNotEmpty()
                .allSatisfy(result -> {
                    assertThat(result.path("verdict").asString()).isEqualTo("UNTESTED");
                    assertThat(result.path("reason").asString()).isEqualTo("left out of this verification");
                });
        assertThat(ends(move.call("report", "--text"), ExitCode.OK))
                .contains("Left out, as was asked for", "in no tenant does everything match", "both sides as of");
        Path page = folder.resolve("page.html");
        ends(move.call("report", "-o", page.toString()), ExitCode.OK);
        assertThat(Files.readString(page)).contains("Left out, as was asked for", "both sides as of");
        ends(move.call("verify", "--law", "visits", "--settle", "0"), ExitCode.UNPROVEN);
        assertThat(ends(
                        move.call("verify", "--flow", "client", "--flow", "visit", "--settle", "0"),
                        ExitCode.DIFFERENCES))
                .contains("client: 4 rows equal")
                .doesNotContain("  branch: ");
        refused(move.call("verify", "--flow", "visits"), ExitCode.USER, "FLOW_UNKNOWN");
        refused(move.call("verify", "--law", "visit"), ExitCode.USER, "LAW_UNKNOWN");
        refused(move.call("verify", "--flow", "client", "--against", "1"), ExitCode.USER, "AGAINST_UNFIT");
        refused(move.call("verify", "--against", "1"), ExitCode.USER, "AGAINST_UNFIT");
    }

    @Test
    void theRowsThatARunTouchedProveNoTenant() {
        moved();
        Called touched = move.call("verify", "--touched-by", "1", "--settle", "0");
        assertThat(ends(touched, ExitCode.UNPROVEN))
                .contains(
                        "Only rows that run 1 touched were looked at",
                        "only the rows that run 1 touched: ",
                        "client: all rows are looked at, since those that run 1 touched cannot be fetched by their keys");
        refused(move.call("verify", "--touched-by", "7"), ExitCode.USER, "RUN_UNKNOWN");
        assertThat(ends(move.call("verify", "--touched-by", "1", "--law", "visits"), ExitCode.USAGE))
                .contains("a law is about all rows");
    }

    @Test
    void eachTableIsLookedAtWhenItIsItsTurnWhereThatIsWanted() {
        moved();
        Called apart = move.call("verify", "--moment", "table", "--settle", "0");
        assertThat(ends(apart, ExitCode.OK))
                .contains("each table at its own moment")
                .doesNotContain("Both sides are");
        assertThat(ends(move.call("verify", "--moment", "flows"), ExitCode.USAGE))
                .contains("all or table");
    }

    @Test
    void attacksItselfFirstWhereThatIsAskedFor() {
        moved();
        Called text = move.call("verify", "--settle", "0", "--self-test");
        assertThat(ends(text, ExitCode.OK))
                .contains("Self-test of the comparison", "All of these were found.", "visit: self-test with 3 rows")
                .containsPattern("Tried: [0-9,]+ mutations in [0-9]+ of [0-9]+ columns of 3 tables")
                .doesNotContain("Not attacked");
        Called json = move.call("verify", "--settle", "0", "--self-test", "--json");
        ends(json, ExitCode.OK);
        assertThat(json.json().path("selfTest")).hasSize(3).allSatisfy(flow -> {
            assertThat(flow.path("found").asInt())
                    .isEqualTo(flow.path("planted").asInt())
                    .isPositive();
            assertThat(flow.path("blind")).isEmpty();
        });
    }

    @Test
    void nothingIsChangedByLookingAtIt() {
        moved();
        move.target("update visits set seen = '1999-09-09' where legacy_id = 12");
        ends(move.call("verify", "--settle", "0"), ExitCode.DIFFERENCES);
        assertThat(move.number("select count(*) from visits where seen = '1999-09-09'"))
                .isEqualTo(1);
        assertThat(move.number("select count(*) from whimbrel.run")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "the source's SQL; LAW_REFUSED; select branch from nowhere; ; the source refuses its query",
                "the target's SQL; LAW_REFUSED; ; select branch from nowhere; the target refuses its query",
                "a cast that tells a value; LAW_REFUSED; ; select name::int as branch, 1 as visits from clients; SQLSTATE 22P02",
                "a name; LAW_UNLIKE; ; select 1 as branch, 2 as calls; the target's answer has no column visits",
                "fewer columns; LAW_UNLIKE; select 1 as branch; ; source's answer has 1 columns and the target's 2",
                "no column to go by; LAW_UNLIKE; select 1 as office, 2 as visits; ; has no column office",
                "no column to go by on either; LAW_UNLIKE; select 1 as a; select 2 as a; source's answer has no column branch",
                "one key twice; LAW_AMBIGUOUS; ; select 1 as branch, seen as visits from visits; two rows of the target's answer",
                "one key twice; LAW_AMBIGUOUS; select 1 as branch, 1 as visits from visit; ; two rows of the source's answer"
            })
    void aLawThatCannotBeCheckedEndsWithEleven(String what, String code, String source, String target, String why) {
        moved();
        law(source == null ? BY_BRANCH : source, target == null ? THERE : target);
        Called plain = move.call("verify", "--settle", "0");
        String said = ends(plain, ExitCode.UNPROVEN);
        assertThat(said)
                .contains("law visits: error " + code + ": Cannot check law visits (", "migration.yaml:", why, "next:")
                .contains("Could not be compared", "incomparable");
        assertThat(flat(move.call("report", "--text").out())).contains("the check failed: " + code, flat(why));
        Called json = move.call("report", "--json");
        assertThat(json.json().path("results")).anySatisfy(result -> {
            assertThat(result.path("verdict").asString()).isEqualTo("INCOMPARABLE");
            assertThat(result.path("reason").asString()).contains(code, why);
        });
        assertThat(move.number("select count(*) from visits")).isEqualTo(3);
    }

    @Test
    void aLawNeverWrites() {
        moved();
        law("delete from visit where visit_id = 10 returning 1 as branch, 1 as visits", THERE);
        assertThat(ends(move.call("verify", "--settle", "0"), ExitCode.UNPROVEN))
                .contains("the source refuses its query");
        law(BY_BRANCH, "delete from visits returning 1 as branch, 1 as visits");
        assertThat(ends(move.call("verify", "--settle", "0"), ExitCode.UNPROVEN))
                .contains("the target refuses its query");
        law(BY_BRANCH, THERE);
        ends(move.call("verify", "--settle", "0"), ExitCode.OK);
        Called run = move.call("run", "--json");
        assertThat(run.json().at("/total/read").asLong()).isEqualTo(2 + 5 + 3);
        assertThat(move.number("select count(*) from visits")).isEqualTo(3);
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void whatCannotBeVerified() {
        refused(move.call("verify"), ExitCode.USER, "NO_RUN_YET");
        refused(move.call("verify", "--tenant", "nobody"), ExitCode.USER, "TENANT_UNKNOWN");
        refused(move.call("verify", "--settle", "-1"), ExitCode.USAGE, "USAGE");
        refused(move.call("verify", "--settle", "NaN"), ExitCode.USAGE, "USAGE");
        refused(move.call("verify", "--settle", "soon"), ExitCode.USAGE, "USAGE");
        refused(move.call("verify", "--settle", "86401"), ExitCode.USAGE, "USAGE");
    }

    @Test
    void whatCannotBeReported() {
        refused(move.call("report"), ExitCode.USER, "NO_RUN_YET");
        moved();
        refused(move.call("report"), ExitCode.USER, "VERIFICATION_UNKNOWN");
        assertThat(move.call("report").err()).contains("nothing was verified yet", "`whimbrel verify`");
        ends(move.call("verify", "--settle", "0"), ExitCode.OK);
        refused(move.call("report", "99"), ExitCode.USER, "VERIFICATION_UNKNOWN");
        assertThat(move.call("report", "99").err()).contains("no verification 99", "without a number");
        refused(move.call("report", "first"), ExitCode.USAGE, "USAGE");
        String absent = folder.resolve("absent").resolve("page.html").toString();
        refused(move.call("report", "--output", absent), ExitCode.USER, "PAGE_NOT_WRITTEN");
        assertThat(move.call("report", "--output", absent).err()).contains(absent, "--output");
        assertThat(move.call("report", "--output", folder.toString()).err()).contains("PAGE_NOT_WRITTEN");
        Called json = move.call("report", "99", "--json");
        ends(json, ExitCode.USER);
        assertThat(json.json().at("/error/code").asString()).isEqualTo("VERIFICATION_UNKNOWN");
        refused(move.call("report", "--text", "--output", absent), ExitCode.USAGE, "USAGE");
        refused(move.call("report", "--json", "--output", absent), ExitCode.USAGE, "USAGE");
    }

    @Test
    void aReportIsAPageTextOrJson() throws IOException {
        moved();
        ends(move.call("verify", "--settle", "0"), ExitCode.OK);
        move.target("delete from visits where legacy_id = 11");
        ends(move.call("verify", "--settle", "0"), ExitCode.DIFFERENCES);
        Path page = folder.resolve("page.html");
        Called written = move.call("report", "1", "--output", page.toString());
        ends(written, ExitCode.OK);
        assertThat(written.out()).contains("Verification 1 is written to " + page + ".");
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("Verification 1 of small");
        Called text = move.call("report", "--text");
        ends(text, ExitCode.OK);
        assertThat(text.out()).contains("Verification 2 of small, test (finished)", "row is missing");
        Called json = move.call("report", "1", "--json");
        ends(json, ExitCode.OK);
        assertThat(json.json().path("command").asString()).isEqualTo("report");
        assertThat(json.json().at("/verification/id").asLong()).isEqualTo(1);
        assertThat(json.json().path("patterns").isEmpty()).isTrue();
    }
}
