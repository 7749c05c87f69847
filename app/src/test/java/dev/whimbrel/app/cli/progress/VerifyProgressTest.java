package dev.whimbrel.app.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table that could not be compared does not look like one in which nothing differs. */
class VerifyProgressTest {
    @Test
    void aFailedCheckSaysWhy() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new VerifyProgress(new Screen(stream, stream, Screen.Form.PLAIN))
                .judged(
                        "unit",
                        List.of(new TableResult(
                                "unit",
                                "crm.unit",
                                "7",
                                Equation.ZERO,
                                Verdict.INCOMPARABLE,
                                "the check failed: SPILL_FAILED")));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("INCOMPARABLE: the check failed: SPILL_FAILED");
    }
}
