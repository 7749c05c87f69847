package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command printed and how it ended. */
record Called(int code, String out, String err) {
    static Called with(Map<String, String> env, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                env);
        return new Called(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /**
     * All that was said, once it is made sure that the command ended so, and said neither where in the program it failed nor anything of the
     * rows of {@link SmallMove}.
     */
    static String ends(Called called, ExitCode code) {
        String said = called.out() + called.err();
        assertThat(called.code()).as(said).isEqualTo(code.number());
        assertThat(said).doesNotContain("\tat ", "    at dev.", "Exception");
        assertThat(said).doesNotContain("ann@", "Anna", "Bobby", "North", "far too long", "2020-01-0");
        return said;
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }
}
