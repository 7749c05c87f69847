package dev.whimbrel.app.cli.report.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.selftest.Mutation;
import dev.whimbrel.engine.selftest.Rate;
import dev.whimbrel.engine.selftest.Tested;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A self-test claims no more than it tried. */
final class SelfTestedReportTest {
    private static final ProofModel MODEL =
            Samples.failed(List.of(Samples.result("1", "client", Verdict.FULL_MATCH, 100)), "orders");

    private static String told(Map<String, Tested> tested) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new SelfTestedReport(new ProofReport("verify", MODEL), tested)
                .print(new Screen(stream, stream, Screen.Form.PLAIN));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Rate rate(String column, long planted, long found, long tolerated) {
        return new Rate(column, Mutation.DROPPED_ROW, planted, found, tolerated, found);
    }

    private static Tested tested(List<Rate> rates, String... untried) {
        return new Tested(20, 1, rates, List.of(untried), 0, List.of());
    }

    @Test
    void saysOfHowManyColumnsWhatWasTried() {
        String said =
                told(Map.of("client", tested(List.of(rate("", 20, 20, 0), rate("name", 20, 18, 2)), "note", "remark")));
        assertThat(said)
                .contains(
                        "Not attacked, so that nothing is known of how they are compared: orders",
                        "Tried: 40 mutations in 1 of 3 columns of 1 table. All of these were found, but for 2 within declared",
                        "Nothing could be tried in: client.note, client.remark")
                .doesNotContain("Every mutation", "Blind");
    }

    @Test
    void findsNothingWhereNothingWasTried() {
        assertThat(told(Map.of("client", tested(List.of(), "name"))))
                .contains(
                        "Nothing could be tried: no table that was attacked", "Nothing could be tried in: client.name")
                .doesNotContain("were found", "planted");
        assertThat(told(Map.of())).contains("Not attacked", "client, orders").doesNotContain("were found");
    }

    @Test
    void blindSpotsAreNotAllFound() {
        assertThat(told(Map.of("client", tested(List.of(rate("name", 20, 5, 0))))))
                .contains(
                        "Tried: 20 mutations in 1 of 1 column of 1 table. 5 of these were found.",
                        "client.name: ",
                        ", 5 of 20")
                .doesNotContain("All of these");
    }
}
