package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every command on real servers: what it prints, as text and as JSON, and how it ends. */
final class CommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
    }

    private static void good(Called called) {
        assertThat(called.code()).as(called.out() + called.err()).isZero();
        assertThat(called.out() + called.err()).doesNotContain("\tat ", "Exception");
    }

    @Test
    void initDraftsAFileThatIsNotReplacedUnasked() throws IOException {
        Files.delete(move.file());
        good(move.call("init"));
        assertThat(Files.readString(move.file())).contains("whimbrel: 1", "${OLD_PASSWORD}", "client");
        Called again = move.call("init");
        assertThat(again.code()).isEqualTo(ExitCode.USER.number());
        assertThat(again.err()).contains("FILE_EXISTS", "--force");
        Called json = move.call("init", "--force", "--no-profile", "--json");
        good(json);
        assertThat(json.json().path("sourceTables").asInt()).isEqualTo(3);
    }

    @Test
    void checkFindsAllInOrderAndPredictsRejects() {
        Called plain = move.call("check");
        good(plain);
        assertThat(plain.out()).contains("in order", "2 tenants");
        Called data = move.call("check", "--data");
        assertThat(data.code()).as(data.out() + data.err()).isEqualTo(ExitCode.ISSUES.number());
        assertThat(data.out()).contains("TOO_LONG", "nothing was written").doesNotContain("far too long");
        Called json = move.call("check", "--data", "--json");
        assertThat(json.code()).isEqualTo(ExitCode.ISSUES.number());
        assertThat(json.json().at("/good").asBoolean()).isTrue();
        assertThat(json.json().at("/data/rejects/0/code").asString()).isEqualTo("TOO_LONG");
        assertThat(move.call("runs").err()).contains("NO_RUN_YET");
    }

    @Test
    void checkShowsEveryProblemWithItsPlace() {
        move.write(SmallMove.YAML.replace("seen: seen", "seen: saw").replace("email: { sql", "e_mail: { sql"));
        Called called = move.call("check");
        assertThat(called.code()).isEqualTo(ExitCode.USER.number());
        assertThat(called.out()).contains("saw", "e_mail", "at " + move.file() + ":", "next:");
        assertThat(move.call("plan").code()).isEqualTo(ExitCode.USER.number());
        Called run = move.call("run");
        assertThat(run.code()).isEqualTo(ExitCode.USER.number());
        assertThat(run.err()).contains("saw", "e_mail");
    }

    @Test
    void planSaysOfWhichMomentTheRowsAre() {
        Called fixed = move.call("plan");
        good(fixed);
        assertThat(fixed.out()).doesNotContain("Snapshot:");
        assertThat(move.call("plan", "--json").json().at("/snapshot").isNull()).isTrue();

        Map<String, String> env = new HashMap<>(move.env());
        env.put("OLD_URL", PostgresServer.shared().createDatabase());
        env.put("OLD_USER", PostgresServer.shared().user());
        SmallMove live = new SmallMove(folder, move.file(), env);
        live.old(SmallMove.OLD.toArray(String[]::new));
        String yaml = SmallMove.YAML.replace("type: mariadb,", "type: postgresql,");
        live.write(yaml);
        assertThat(live.call("plan").out()).contains("Snapshot: chunk.");
        assertThat(live.call("plan", "--json").json().at("/snapshot").asString())
                .isEqualTo("chunk");
        live.write(yaml.replace("type: postgresql, url: \"${OLD", "type: postgresql, snapshot: run, url: \"${OLD"));
        assertThat(live.call("plan").out()).contains("Snapshot: run.", "cannot clean up");
        assertThat(live.call("plan", "--json").json().at("/snapshot").asString())
                .isEqualTo("run");
        good(live.call("run"));

        move.write(SmallMove.YAML.replace("type: mariadb,", "type: mariadb, snapshot: run,"));
        Called refused = move.call("plan");
        assertThat(refused.code()).isEqualTo(ExitCode.USER.number());
        assertThat(refused.err()).contains("PROJECT_FILE_UNKNOWN_KEY", "snapshot");
    }

    @Test
    void whatIsUndecidedStopsARunButNotAPlan() {
        move.write(SmallMove.YAML.replace("      seen: seen\n", ""));
        Called plan = move.call("plan");
        good(plan);
        assertThat(plan.out()).contains("UNDECIDED", "seen", "cannot run yet");
        assertThat(move.call("run").code()).isEqualTo(ExitCode.USER.number());
    }

    @Test
    void planShowsOwnersAndAccounts() {
        Called plan = move.call("plan", "--owners");
        good(plan);
        assertThat(plan.out())
                .contains("visit", "→ public.visits", "client_id → client.branch_id", "stage, resolve", "can run");
        JsonNode json = move.call("plan", "--owners", "--tenant", "1", "--json").json();
        assertThat(json.path("runnable").asBoolean()).isTrue();
        assertThat(json.at("/tenants/0").asString()).isEqualTo("1");
        assertThat(json.at("/accounting/complete").asBoolean()).isTrue();
        assertThat(json.path("rows").asLong()).isEqualTo(1 + 3 + 2);
    }

    @Test
    void aRunTellsWhatBecameOfEachRowAndASecondThatNothingChanged() {
        Called first = move.call("run");
        good(first);
        assertThat(first.out())
                .contains("Run 1 complete: 10 rows read, all accounted for.", "TOO_LONG", "1 row is in quarantine", "✓")
                .doesNotContain("✗");
        Called second = move.call("run");
        good(second);
        assertThat(second.out()).contains("Run 2 complete: 10 rows read, all accounted for. Nothing changed.");
        assertThat(move.call("run", "--fail-on-issues").code()).isEqualTo(ExitCode.ISSUES.number());
        afterwards();
    }

    private void afterwards() {
        Called status = move.call("status", "1");
        good(status);
        assertThat(status.out()).contains("Run 1 of small (test): complete", "copy");
        assertThat(move.call("status", "--json").json().at("/run/id").asLong()).isEqualTo(3);
        assertThat(move.call("status", "99").code()).isEqualTo(ExitCode.USER.number());
        assertThat(move.call("runs", "--json").json().path("runs").size()).isEqualTo(3);
        good(move.call("runs"));
        assertThat(move.call("issues").out()).contains("1 open issue.", "TOO_LONG");
        assertThat(move.call("issues", "--list", "--flow", "client").out())
                .contains("TOO_LONG", "name")
                .doesNotContain("far too long");
        assertThat(move.call("issues", "--tenant", "1").out()).contains("No open issues.");
        assertThat(move.call("issues", "--list", "--json")
                        .json()
                        .at("/issues/0/code")
                        .asString())
                .isEqualTo("TOO_LONG");
        traces();
    }

    private void traces() {
        assertThat(move.call("trace", "visit", "11").out()).contains("visit 11 → public.visits", "WRITTEN", "run 1");
        assertThat(move.call("trace", "client", "2").out()).contains("duplicate of client 1", "EXCLUDED");
        assertThat(move.call("trace", "client", "5").out()).contains("in quarantine for TOO_LONG", "issue TOO_LONG");
        assertThat(move.call("trace", "client", "77").out()).contains("Nothing is recorded of client 77");
        JsonNode entry = move.call("trace", "visit", "10", "--json").json().at("/entries/0");
        String target = entry.path("targetKey").asString();
        assertThat(move.call("trace", "visits", target).out()).contains("visit 10 → public.visits " + target);
        Called unknown = move.call("trace", "nothing", "1");
        assertThat(unknown.code()).isEqualTo(ExitCode.USER.number());
        assertThat(unknown.err()).contains("TABLE_UNKNOWN");
    }

    @Test
    void aRunOfOneTenantAsJsonIsOneDocument() throws IOException {
        Files.writeString(folder.resolve("tenants.txt"), "# the first\n1  # North\n\n");
        Called run = move.call(
                "run", "--tenants-file", folder.resolve("tenants.txt").toString(), "--workers", "1", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/run/state").asString()).isEqualTo("COMPLETE");
        assertThat(run.json().at("/total/read").asLong()).isEqualTo(6);
        run.json()
                .path("balances")
                .forEach(row -> assertThat(row.path("balanced").asBoolean()).isTrue());
    }

    @Test
    void aCohortStandsForItsTenants() {
        move.write(SmallMove.YAML.replace("flows:\n", "cohorts:\n  pilot: [1]\n  next: [2]\n  gone: [9]\nflows:\n"));
        Called run = move.call("run", "--cohort", "pilot", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/run/tenants/0").asString()).isEqualTo("1");
        assertThat(run.json().at("/run/tenants")).hasSize(1);
        assertThat(move.call("plan", "--cohort", "next", "--json").json().path("tenants"))
                .hasSize(1);
        assertThat(move.call("plan", "--cohort", "next", "--tenant", "1", "--json")
                        .json()
                        .path("tenants"))
                .hasSize(2);
        Called verify = move.call("verify", "--cohort", "pilot", "--settle", "0", "--json");
        assertThat(verify.json().at("/verification/tenants/0").asString()).isEqualTo("1");
        assertThat(move.call("run", "--cohort", "pilots").err())
                .contains("COHORT_UNKNOWN", "Name one of these: pilot, next, gone.");
        // Whoever names it is refused; for others it is a warning.
        assertThat(move.call("run", "--cohort", "gone").err()).contains("TENANT_UNKNOWN");
        Called check = move.call("check");
        assertThat(check.code()).as(check.err()).isZero();
        assertThat(check.out()).contains("COHORT_TENANT_UNKNOWN", ":14:");
    }

    @Test
    void aDryRunWritesNothing() {
        Called dry = move.call("run", "--dry-run");
        assertThat(dry.code()).as(dry.out() + dry.err()).isEqualTo(ExitCode.ISSUES.number());
        assertThat(dry.out()).contains("TOO_LONG", "nothing was written");
        assertThat(move.call("status").err()).contains("NO_RUN_YET");
    }

    @Test
    void tenantsThatAreNotThereAreRefused() throws IOException {
        Called unknown = move.call("run", "--tenant", "3");
        assertThat(unknown.code()).isEqualTo(ExitCode.USER.number());
        assertThat(unknown.err()).contains("TENANT_UNKNOWN", "1, 2");
        assertThat(move.call("plan", "--tenant", "01").err()).contains("TENANT_UNKNOWN", "Did you mean 1?");
        Files.writeString(folder.resolve("empty.txt"), "# nobody\n");
        Called empty =
                move.call("run", "--tenants-file", folder.resolve("empty.txt").toString());
        assertThat(empty.code()).isEqualTo(ExitCode.USER.number());
        assertThat(empty.err()).contains("TENANTS_FILE_EMPTY");
        assertThat(move.call("run", "--tenants-file", folder.resolve("absent").toString())
                        .err())
                .contains("TENANTS_FILE_UNREADABLE");
    }

    @Test
    void unreachableSystemsHaveCodesOfTheirOwn() {
        String source = SmallMove.YAML.replace("${OLD_URL}", "jdbc:mariadb://127.0.0.1:1/old");
        move.write(source);
        Called called = move.call("check");
        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.SOURCE.number());
        assertThat(called.err()).contains("error CONNECTION_REFUSED", "next:").doesNotContain("\tat ");
        move.write(SmallMove.YAML.replace("${NEW_URL}", "jdbc:postgresql://127.0.0.1:1/new"));
        Called target = move.call("check", "--verbose");
        assertThat(target.code()).as(target.err()).isEqualTo(ExitCode.TARGET.number());
        assertThat(target.err()).contains("cause:").doesNotContain("      at ");
        assertThat(move.call("check", "--debug").err()).contains("      at ");
    }

    @Test
    void aRowThatVanishedFromTheTargetDoesNotBalance() {
        good(move.call("run"));
        move.target("delete from visits where legacy_id = 10");
        move.old("delete from visit where visit_id = 10");
        Called run = move.call("run");
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.UNBALANCED.number());
        assertThat(run.out()).contains("does NOT balance", "flow visit, tenant 1", "✗", "(-1)");
    }

    @Test
    void aPluginRunsAgainstTheProject() {
        Called called = move.call("tenants", "--count");
        good(called);
        assertThat(called.out()).isEqualTo("2 tenants\n");
    }
}
