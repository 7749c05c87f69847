package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code follow} tells what became of one row, verification by verification, and no more of it than may be shown. */
final class FollowCommandsTest {
    private static final String MASKED = SmallMove.YAML.replace("from: client\n", "from: client\n    mask_key: true\n");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
        move.old("update client set name = 'Di' where client_id = 5");
        assertThat(move.call("run").code()).isZero();
    }

    private static Called ends(Called called, ExitCode code) {
        Called.ends(called, code);
        return called;
    }

    private JsonNode verify(ExitCode code) {
        return ends(move.call("verify", "--settle", "0", "--json"), code).json();
    }

    private static String token(JsonNode verified) {
        return verified.at("/patterns/0/examples/0/token").asString();
    }

    private JsonNode follow(String token, String... more) {
        List<String> line = new ArrayList<>(List.of("follow", token, "--json"));
        line.addAll(List.of(more));
        return ends(move.call(line.toArray(String[]::new)), ExitCode.OK).json();
    }

    private static List<String> outcomes(JsonNode followed) {
        return followed.path("verifications")
                .valueStream()
                .map(one -> one.path("outcome").asString())
                .toList();
    }

    @Test
    void aRowIsFollowedFromItsFirstDifferenceOn() {
        verify(ExitCode.OK);
        move.target("update visits set seen = null where legacy_id = 11");
        String token = token(verify(ExitCode.DIFFERENCES));
        move.target("update visits set seen = '2020-01-02' where legacy_id = 11");
        verify(ExitCode.OK);
        move.target("delete from visits where legacy_id = 11");
        verify(ExitCode.DIFFERENCES);

        JsonNode followed = follow(token.toUpperCase(java.util.Locale.ROOT));
        assertThat(outcomes(followed)).containsExactly("DIFFERED", "NOT_DIFFERENT", "DIFFERED");
        assertThat(followed.path("flow").asString()).isEqualTo("visit");
        assertThat(followed.path("table").asString()).endsWith("visits");
        assertThat(followed.path("key").asString()).isEqualTo("11");
        JsonNode first = followed.at("/verifications/0");
        assertThat(first.path("id").asLong()).isEqualTo(2);
        assertThat(first.path("verdict").asString()).isEqualTo("DIFFERENCES");
        assertThat(first.at("/findings/0/columns/0/column").asString()).isEqualTo("seen");
        assertThat(first.at("/findings/0/columns/0/valueClass").asString()).isEqualTo("VALUE_TO_NULL");
        assertThat(followed.at("/verifications/1/verdict").asString()).isEqualTo("FULL_MATCH");
        assertThat(followed.at("/verifications/2/findings/0/rowClass").asString())
                .isEqualTo("MISSING");
        assertThat(follow(token, "--limit", "1").path("earlier").asInt()).isEqualTo(2);

        String text = ends(move.call("follow", token), ExitCode.OK).out();
        assertThat(text)
                .contains("Row " + token + " of visit", "tenant 1, key 11", "value lost in seen", "row is missing")
                .contains("no difference: its table and tenant were verified");
    }

    @Test
    void aKeyThatIsMaskedNowIsNotShownThoughItWasWhenItWasFound() {
        move.target("update clients set email = upper(email) where legacy_id = 3");
        String token = token(verify(ExitCode.DIFFERENCES));
        assertThat(follow(token).path("key").asString()).isEqualTo("3");
        move.write(MASKED);
        assertThat(follow(token).path("key").isNull()).isTrue();
        assertThat(move.call("follow", token).out()).contains("key not shown").doesNotContain("key 3");
        verify(ExitCode.DIFFERENCES);
        assertThat(outcomes(follow(token))).containsExactly("DIFFERED", "DIFFERED");
    }

    @Test
    void whatIsNoTokenIsSaidAndNotRepeated() {
        verify(ExitCode.OK);
        for (String typed : List.of("6ea3ed9a9d14829", "ann@x.example", "6ea3ed9a9d14829b6", "", "'; select 1; --")) {
            Called called = ends(move.call("follow", typed), ExitCode.USER);
            assertThat(called.err()).contains("TOKEN_MALFORMED", "16 hex digits");
            assertThat(called.err() + called.out()).doesNotContain("6ea3ed", "ann@", "select 1");
        }
        assertThat(ends(move.call("follow", "6ea3ed9a9d14829"), ExitCode.USER).err())
                .contains("15 of them");
        assertThat(ends(move.call("follow", "6ea3ed9a9d14829b"), ExitCode.USER).err())
                .contains("TOKEN_UNKNOWN", "prune");
        ends(move.call("follow"), ExitCode.USAGE);
        ends(move.call("follow", "6ea3ed9a9d14829b", "--limit", "0"), ExitCode.USAGE);
    }

    @Test
    void whereNothingWasEverMovedThatIsSaid(@TempDir Path other) {
        SmallMove fresh = SmallMove.load(other);
        assertThat(ends(fresh.call("follow", "6ea3ed9a9d14829b"), ExitCode.USER).err())
                .contains("NO_RUN_YET");
    }
}
