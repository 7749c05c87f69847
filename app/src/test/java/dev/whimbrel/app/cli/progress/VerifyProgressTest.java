package dev.whimbrel.app.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.app.cli.report.Causes;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** A table that could not be compared does not look like one in which nothing differs. */
class VerifyProgressTest {
    @Test
    void aFailedCheckSaysWhy() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new VerifyProgress(new Screen(stream, stream, Screen.Form.PLAIN), Causes.NONE)
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

    private static String failed(Causes causes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Fault fault = Fault.unforeseen("compare", new NoSuchElementException("a value of a row"));
        try (VerifyProgress progress = new VerifyProgress(new Screen(stream, stream, Screen.Form.PLAIN), causes)) {
            progress.failed("unit", fault);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFailureOfOneTableIsToldAsFarAsOneOfTheWholeCommand() {
        String place = "in app.cli.progress.VerifyProgressTest, line";
        assertThat(failed(Causes.NONE))
                .contains("unit: error UNFORESEEN: Cannot compare: an unforeseen NoSuchElementException " + place)
                .contains("next: Run it again with --debug", "the number of the run or verification")
                .doesNotContain("thrown:", " at dev.");
        assertThat(failed(new Causes(true, false)))
                .contains("thrown: UNFORESEEN", "cause:  java.util.NoSuchElementException")
                .doesNotContain(" at dev.");
        assertThat(failed(new Causes(true, true)))
                .contains("      at dev.whimbrel.app.cli.progress.VerifyProgressTest.failed")
                .doesNotContain("a value of a row");
    }
}
