package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of itself, and what it says to what it does not understand; no servers. */
final class UsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "check",
                "plan",
                "run",
                "status",
                "runs",
                "restore",
                "repair",
                "issues",
                "trace",
                "evidence",
                "beta",
                "reveal",
                "reveals",
                "completion",
                "tenants"
            })
    void everyCommandHasHelp(String command) {
        Called direct = Called.with(Map.of(), command, "--help");
        assertThat(direct.code()).isZero();
        assertThat(direct.out()).contains("Usage: whimbrel " + command, "--file", "--env", "--json");
        assertThat(Called.with(Map.of(), "help", command).out()).isEqualTo(direct.out());
        assertThat(Called.with(Map.of(), "--help").out()).contains("  " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "arrivals", "show", "expire", "key"})
    void everyCommandOfTheBetaPathwayHasHelp(String command) {
        Called direct = Called.with(Map.of(), "beta", command, "--help");
        assertThat(direct.code()).isZero();
        assertThat(direct.out()).contains("Usage: whimbrel beta " + command, "--file", "--env", "--json");
        assertThat(Called.with(Map.of(), "beta", "--help").out()).contains("  " + command);
    }

    @Test
    void helpNamesEveryExitCode() {
        String help = Called.with(Map.of(), "--help").out();
        for (ExitCode code : ExitCode.values()) {
            assertThat(help).containsPattern("(?m)^ +" + code.number() + "  ");
        }
    }

    @Test
    void theGuideNamesEveryExitCodeAndOption() throws IOException {
        String guide = Files.readString(Path.of("../docs/guide/cli.md"));
        for (ExitCode code : ExitCode.values()) {
            assertThat(guide).contains("| " + code.number() + " |");
        }
        for (String option : List.of(
                "--file",
                "--env",
                "--json",
                "--plain",
                "--verbose",
                "--debug",
                "--data",
                "--owners",
                "--tenant",
                "--tenants-file",
                "--dry-run",
                "--workers",
                "--fail-on-issues",
                "--list",
                "--flow",
                "--code",
                "--limit",
                "--project",
                "--no-profile",
                "--force",
                "--execute",
                "--plan",
                "--pattern",
                "--reason")) {
            assertThat(guide).contains("`" + option);
        }
    }

    @Test
    void theGuideShowsThePluginThatIsTested() throws IOException {
        String tested = Files.readString(Path.of("src/test/java/dev/whimbrel/app/cli/TenantsCommand.java"));
        String body = tested.substring(tested.indexOf("@Command"), tested.indexOf("    /** How it is found. */"));
        assertThat(Files.readString(Path.of("../docs/guide/plugins.md"))).contains(body.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rnu",
                "run --no-such-option",
                "run --tenant",
                "run --tenant 1 --tenants-file f",
                "run --workers many",
                "status one",
                "trace client",
                "beta",
                "beta show",
                "beta expire",
                "beta expire --plan --execute",
                "issues --limit x"
            })
    void whatIsNotUnderstoodEndsWithTwoAndTheNextStep(String line) {
        Called called = Called.with(Map.of(), line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(called.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(called.out()).isEmpty();
        assertThat(called.err())
                .contains("error USAGE: Cannot understand the command line:", "next:")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify --settle sesame",
                "report sesame",
                "waive 0123456789ab --cap sesame",
                "runs --limit 99999999999",
                "waive 0123456789ab --until sesame",
                "evidence -o x.csv --format sesame",
                "run --workers 2.5"
            })
    void whatIsNoNumberIsSaidInPlainWordsAndNotRepeated(String line) {
        Called called = Called.with(Map.of(), line.split(" "));
        assertThat(called.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(called.err()).contains("Invalid value for", "next:").doesNotContain("sesame", "99999999999", "2.5");
        assertThat(called.err()).doesNotContain(" double", " long", " int ", "is not a");
    }

    @Test
    void onlyWhatIsAlikeIsProposed() {
        assertThat(Called.with(Map.of(), "bogus").err())
                .contains("next:  `whimbrel --help` lists the commands.")
                .doesNotContain("near:", "bogus");
        assertThat(Called.with(Map.of(), "verfy").err()).contains("near:  verify");
        assertThat(Called.with(Map.of(), "verify", "--setle=3").err())
                .contains("near:", "--settle")
                .doesNotContain("pause");
        assertThat(Called.with(Map.of(), "verify", "--nonsense").err()).contains("See `whimbrel verify --help`");
    }

    @Test
    void aPluginIsListedAndAClashingOneIsLeftOut() {
        Called help = Called.with(Map.of(), "--help");
        assertThat(help.out()).contains("tenants", "Lists the tenants of the roster.");
        assertThat(help.err()).contains("PLUGIN_UNUSABLE", "ClashingPlugin", "run already");
        assertThat(Called.with(Map.of(), "run", "--help").out()).contains("--dry-run");
    }

    @Test
    void completionIsAScript() {
        Called called = Called.with(Map.of(), "completion");
        assertThat(called.code()).isZero();
        assertThat(called.out()).contains("_complete_whimbrel", "--tenants-file");
    }

    @Test
    void anAbsentProjectFileIsTheUsersToMend(@TempDir Path folder) {
        String file = folder.resolve("none.yaml").toString();
        Called called = Called.with(Map.of(), "plan", "-f", file);
        assertThat(called.code()).isEqualTo(ExitCode.USER.number());
        assertThat(called.err()).contains("error PROJECT_FILE_ABSENT", "at " + file, "next:");
        Called json = Called.with(Map.of(), "--json", "plan", "-f", file);
        assertThat(json.code()).isEqualTo(ExitCode.USER.number());
        assertThat(json.json().at("/error/problems/0/code").asString()).isEqualTo("PROJECT_FILE_ABSENT");
    }

    @Test
    void initSaysWhichVariablesItNeeds(@TempDir Path folder) {
        Called called =
                Called.with(Map.of(), "init", "-f", folder.resolve("m.yaml").toString());
        assertThat(called.code()).isEqualTo(ExitCode.USER.number());
        assertThat(called.err()).contains("ENV_VARIABLE_MISSING", "OLD_URL");
    }
}
