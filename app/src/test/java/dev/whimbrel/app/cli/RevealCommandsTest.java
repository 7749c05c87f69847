package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code reveal} shows one row to who may see it, and {@code reveals} tells who asked. */
final class RevealCommandsTest {
    private static final String WHY = "ticket 4711: name looks wrong";

    /** Values of rows, none of which may be anywhere but on the terminal of who may see them. */
    private static final String[] VALUES = {"Canaria", "Mirlo", "ann@", "bo@", "cy@", "2020-01-0", "Anna", "A name"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final String role = "eyes" + Long.toHexString(System.nanoTime());
    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
        move.old("update client set name = 'Canaria' where client_id = 4");
        assertThat(move.call("run").code()).isZero();
        move.target("update clients set name = 'Mirlo' where legacy_id = 4", "create role " + role);
        allow("");
    }

    private void allow(String more) {
        move.write(SmallMove.YAML + "proof: { reveal_role: " + role + more + " }\n");
    }

    private Called reveal(String flow, String key, String... more) {
        List<String> line = new ArrayList<>(List.of("reveal", flow, key));
        line.addAll(List.of(more));
        return move.call(line.toArray(String[]::new));
    }

    private Called piped(String flow, String key) {
        return reveal(flow, key, "--to-pipe", "--reason", WHY);
    }

    private static void refused(Called called, String code) {
        String said = called.out() + called.err();
        assertThat(called.code()).as(said).isEqualTo(ExitCode.USER.number());
        assertThat(said).contains(code, "next").doesNotContain(VALUES).doesNotContain("Exception", "\tat ");
    }

    /** The newest first. */
    private List<JsonNode> audit() {
        Called called = move.call("reveals", "--json");
        assertThat(called.code()).as(called.out() + called.err()).isZero();
        assertThat(called.out()).doesNotContain(VALUES);
        return called.json().path("reveals").valueStream().toList();
    }

    private List<String> outcomes() {
        return audit().stream().map(one -> one.path("outcome").asString()).toList();
    }

    @Test
    void aMemberSeesBothSidesAndIsWrittenDown() {
        Called changed = piped("client", "4");
        assertThat(changed.code()).as(changed.out() + changed.err()).isZero();
        assertThat(changed.out())
                .contains("Flow client, tenant 2, key 4")
                .containsPattern("≠ name +Canaria +Mirlo")
                .containsPattern("  email +cy@x.example +cy@x.example")
                .containsPattern("  branch_id → source key +2 +2");
        move.target("delete from visits where legacy_id = 10");
        assertThat(piped("visit", "10").out())
                .contains("No such row stands in the target.")
                .containsPattern("seen +2020-01-01 +\\(null\\)")
                .containsPattern("client_id → source key +1 ");
        List<JsonNode> audit = audit();
        assertThat(audit).hasSize(2);
        JsonNode first = audit.get(1);
        assertThat(first.path("outcome").asString()).isEqualTo("SHOWN");
        assertThat(first.path("databaseUser").asString()).isEqualTo("postgres");
        assertThat(first.path("systemUser").asString()).isEqualTo(System.getProperty("user.name"));
        assertThat(first.path("role").asString()).isEqualTo(role);
        assertThat(first.path("flow").asString()).isEqualTo("client");
        assertThat(first.path("key").asString()).isEqualTo("4");
        assertThat(first.path("reason").asString()).isEqualTo(WHY);
        assertThat(first.path("toPipe").asBoolean()).isTrue();
        assertThat(first.path("columns").valueStream().map(JsonNode::asString))
                .containsExactly("branch_id", "name", "email");
        assertThat(move.call("reveals").out()).contains(WHY, "SHOWN to a pipe").doesNotContain(VALUES);
        assertThat(move.call("reveals", "--limit", "1", "--json").json().path("reveals"))
                .hasSize(1);
    }

    @Test
    void theTokenIsThatOfTheFindingAndAMaskedKeyIsNotKept() {
        move.write(SmallMove.YAML.replace("from: client\n", "from: client\n    mask_key: true\n")
                + "proof: { reveal_role: " + role + " }\n");
        Called verified = move.call("verify", "--settle", "0", "--json");
        String token = verified.json()
                .path("patterns")
                .valueStream()
                .filter(pattern -> pattern.path("rowClass").asString().equals("CHANGED"))
                .map(pattern -> pattern.at("/examples/0/token").asString())
                .findFirst()
                .orElseThrow();
        assertThat(token).hasSize(16);
        assertThat(piped("client", "4").out()).contains("Canaria", "Mirlo");
        refused(reveal("client", "4", "--to-pipe", "--reason", "because it is client 4"), "REVEAL_REASON_TELLS");
        List<JsonNode> audit = audit();
        assertThat(audit)
                .hasSize(2)
                .allMatch(one -> one.path("token").asString().equals(token));
        assertThat(audit).allMatch(one -> one.path("key").isNull());
        assertThat(audit.get(0).path("reason").asString()).isEmpty();
    }

    @Test
    void nobodyMayWhereTheProjectFileNamesNoRole() {
        move.write(SmallMove.YAML);
        refused(piped("client", "4"), "REVEAL_NOT_ALLOWED");
        assertThat(piped("client", "4").err()).contains("reveal_role");
        assertThat(outcomes()).containsExactly("REVEAL_NOT_ALLOWED", "REVEAL_NOT_ALLOWED");
        move.write(SmallMove.YAML + "proof: { reveal_role: " + role + "_not_there }\n");
        refused(piped("client", "4"), "REVEAL_NOT_MEMBER");
    }

    @Test
    void onlyUntilTheLastDay() {
        allow(", reveal_until: " + LocalDate.now().minusDays(1));
        refused(piped("client", "4"), "REVEAL_CLOSED");
        allow(", reveal_until: " + LocalDate.now().plusDays(1));
        assertThat(piped("client", "4").code()).isZero();
        assertThat(outcomes()).containsExactly("SHOWN", "REVEAL_CLOSED");
    }

    @Test
    void membershipIsAskedForEachTime() {
        String user = role + "_user";
        move.target(
                "create role " + user + " login",
                "grant usage on schema whimbrel to " + user,
                "grant select on all tables in schema whimbrel to " + user,
                "grant select on all tables in schema public to " + user,
                "grant insert on whimbrel.reveal, whimbrel.token_key to " + user);
        SmallMove all = move;
        Map<String, String> env = new HashMap<>(move.env());
        env.put("NEW_USER", user);
        move = new SmallMove(all.folder(), all.file(), env);
        refused(piped("client", "4"), "REVEAL_NOT_MEMBER");
        all.target("grant " + role + " to " + user);
        Called shown = piped("client", "4");
        assertThat(shown.out()).as(shown.err()).contains("Canaria");
        all.target("revoke insert on whimbrel.reveal from " + user);
        Called unwritten = piped("client", "4");
        assertThat(unwritten.code()).isEqualTo(ExitCode.TARGET.number());
        assertThat(unwritten.out() + unwritten.err())
                .contains("PERMISSION_DENIED")
                .doesNotContain(VALUES);
        all.target("grant insert on whimbrel.reveal to " + user, "revoke " + role + " from " + user);
        refused(piped("client", "4"), "REVEAL_NOT_MEMBER");
        assertThat(outcomes()).containsExactly("REVEAL_NOT_MEMBER", "SHOWN", "REVEAL_NOT_MEMBER");
        assertThat(audit()).allMatch(one -> one.path("databaseUser").asString().equals(user));
    }

    @Test
    void whatIsRefusedIsWrittenDownWithoutWhatWasTyped() {
        refused(reveal("Canaria", "4", "--to-pipe", "--reason", WHY), "FLOW_UNKNOWN");
        for (String key : List.of("Canaria", "99", "cy@x.example|4", "", "12345678901234567890123")) {
            refused(reveal("visit", key, "--to-pipe", "--reason", WHY, "--debug"), "KEY_UNKNOWN");
            refused(reveal("client", key, "--to-pipe", "--reason", WHY, "--debug"), "KEY_UNKNOWN");
        }
        refused(piped("client", "2"), "KEY_UNKNOWN"); // it was merged into another one
        refused(reveal("client", "4", "--to-pipe"), "REVEAL_REASON_MISSING");
        refused(reveal("client", "4", "--to-pipe", "--reason", "just because"), "REVEAL_REASON_MISSING");
        refused(reveal("client", "4", "--reason", WHY), "REVEAL_NO_TERMINAL");
        refused(reveal("client", "4", "--reason", WHY, "--to-pipe", "--json"), "REVEAL_NO_JSON");
        assertThat(reveal("client", "4", "--to-pipe", "--reason", WHY, "--for", "301")
                        .code())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(outcomes())
                .startsWith("REVEAL_NO_JSON", "REVEAL_NO_TERMINAL", "REVEAL_REASON_MISSING", "REVEAL_REASON_MISSING")
                .endsWith("KEY_UNKNOWN", "FLOW_UNKNOWN")
                .hasSize(16);
        assertThat(audit())
                .allMatch(one -> one.path("key").isNull() && one.path("columns").isEmpty());
        for (String value : VALUES) {
            assertThat(move.number("select count(*) from whimbrel.reveal r where r::text ilike '%" + value + "%'"))
                    .as(value)
                    .isZero();
        }
    }

    @Test
    void whatFailsIsWrittenDownTooAndTellsNothing() {
        move.old("set foreign_key_checks = 0; drop table visit; set foreign_key_checks = 1".split(";"));
        Called called = reveal("visit", "10", "--to-pipe", "--reason", WHY, "--debug");
        assertThat(called.code()).isNotZero();
        assertThat(called.out() + called.err()).doesNotContain(VALUES);
        assertThat(outcomes()).hasSize(1).doesNotContain("SHOWN");
    }

    @Test
    void onATerminalItIsErasedAfterItsTime() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = {
            "reveal",
            "client",
            "4",
            "--reason",
            WHY,
            "--for",
            "1",
            "--file",
            move.file().toString(),
            "--plain"
        };
        int code = Main.run(
                args,
                new Surroundings(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        move.env(),
                        true,
                        90,
                        30));
        String shown = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(shown + err).isZero();
        assertThat(shown).containsSubsequence("\u001b[?1049h", "Canaria", "Mirlo", "\u001b[2J", "\u001b[?1049l");
        assertThat(shown.substring(shown.indexOf("\u001b[?1049l")))
                .contains("whimbrel reveals")
                .doesNotContain(VALUES);
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain(VALUES);
        JsonNode audit = audit().get(0);
        assertThat(audit.path("seconds").asInt()).isEqualTo(1);
        assertThat(audit.path("toPipe").asBoolean()).isFalse();
    }
}
