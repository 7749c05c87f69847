package dev.whimbrel.app.cli.report.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On a terminal and for a program: the same facts, in 100 columns, and with stable names. */
final class ProofTextTest {
    private static String told(ProofModel model, Screen.Form form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Screen(stream, stream, form).show(new ProofReport("report", model));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String text(ProofModel model) {
        return told(model, Screen.Form.PLAIN);
    }

    @Test
    void tellsVerdictsThenTenantsThenPatternsThenWhatToDo() {
        assertThat(text(Samples.everyday()))
                .containsSubsequence(
                        "Verification 41 of branches, production (finished)",
                        "Verdicts",
                        "≠ differs",
                        "? untested",
                        "✓ full match",
                        "Not proven, by tenants:",
                        "Whose rows differ",
                        "branch 9",
                        "Patterns, those that touch most tenants first",
                        "1. orders: time is one hour later in placed_at",
                        "6 tenants, 1,840 rows; 2,210 → 1,840 (370 fewer)",
                        "-> tenant branch 6, key 9999: placed_at 9999-99-99 99:99 -> 9999-99-99 99:99",
                        "What to do next",
                        "Critical");
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void rowsOfEverybodyAndOfNobodyAreNoTenants() {
        assertThat(flat(text(Samples.beside())))
                .contains(
                        "✓ full match 2 2 ",
                        "Looked at: 2 tenants and rows of everybody (*) and rows of nobody known (?) in 3 tables.",
                        "Proven: in 2 of 2 tenants every row",
                        "No tenant differs, and none is left untested.",
                        "Beside the tenants, rows of everybody (*): differs in 1 table, full match in 1 table.",
                        "Beside the tenants, rows of nobody known (?): differs in 1 table.",
                        "* shared by several 200",
                        "2026-03-14 41 2 0 0 0",
                        "Differs: follow an example")
                .doesNotContain("≠ differs", "of 3 tenants", "of 4 tenants");
        JsonNode json = JsonMapper.shared().readTree(told(Samples.beside(), new Screen.Form(true, false, false, 0)));
        assertThat(json.at("/verdicts/DIFFERENCES").asLong()).isZero();
        assertThat(json.at("/verdicts/FULL_MATCH").asLong()).isEqualTo(2);
        assertThat(json.path("tenants")).hasSize(2);
        assertThat(json.at("/others/0/tenant").asString()).isEqualTo("*");
        assertThat(json.at("/others/0/verdicts/DIFFERENCES").asLong()).isEqualTo(1);
        assertThat(json.at("/tables/0/verdicts/DIFFERENCES").asLong()).isZero();
        assertThat(json.at("/tables/0/others/?").asString()).isEqualTo("DIFFERENCES");
        assertThat(json.at("/days/1/verdicts/DIFFERENCES").asLong()).isZero();
        assertThat(Samples.beside().differs()).isTrue();
    }

    @Test
    void aTableThatCouldNotBeComparedIsInNoSum() {
        ProofModel one = Samples.failed(List.of(Samples.result("1", "client", Verdict.FULL_MATCH, 100)), "orders");
        assertThat(flat(text(one)))
                .contains(
                        "the target has 100, without 1 table that could not be compared.",
                        "Rows of all tables together, without 1 table that could not be compared ✓ source 107");
        JsonNode json = JsonMapper.shared().readTree(told(one, new Screen.Form(true, false, false, 0)));
        assertThat(json.at("/notCounted/0").asString()).isEqualTo("orders");
        assertThat(json.at("/total/holds").asBoolean()).isTrue();
        assertThat(json.at("/tables/0/rows/holds").asBoolean()).isTrue();
        assertThat(json.at("/tables/1/rows/holds").isNull()).isTrue();
        assertThat(json.at("/results/0/rows/holds").isNull()).isTrue();
    }

    @Test
    void whereNothingWasCountedNothingIsTicked() {
        ProofModel none = Samples.failed(List.of(), "client", "orders");
        assertThat(flat(text(none)))
                .contains(
                        "Rows of all tables together, without 2 tables that could not be compared No row of either side was"
                                + " counted.")
                .doesNotContain("✓ source", "✓ expected", "✓ actual");
        JsonNode json = JsonMapper.shared().readTree(told(none, new Screen.Form(true, false, false, 0)));
        assertThat(json.at("/total/holds").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void aComparisonMovesAndVerifiesNothing(Verdict verdict) {
        String text = flat(text(Samples.compared(verdict)));
        assertThat(text.substring(text.indexOf("What to do next"))).doesNotContain(" move", "verify", "mapping");
    }

    @Test
    void whatIsKnownSinceIsNoContradictionToAnotherScope() {
        PatternSummary known = Samples.rows("b1", "orders", RowClass.MISSING, "", 1, 2, -1);
        assertThat(PatternWords.slope(known, known.first())).isEqualTo("no earlier verification to compare with");
        assertThat(PatternWords.slope(known, known.first() + 1))
                .isEqualTo("no earlier verification of the same scope to compare with");
    }

    @Test
    void aPatternCountsRowsOfEverybodyWithNoTenant() {
        PatternSummary known = Samples.rows("b1", "orders", RowClass.MISSING, "", 0, 12, 0);
        PatternSummary shared = new PatternSummary(
                known.id(),
                known.pattern(),
                0,
                12,
                11,
                0,
                0,
                known.first(),
                known.firstSeen(),
                known.last(),
                known.lastSeen(),
                List.of());
        assertThat(PatternsSection.counts(shared)).isEqualTo("0 tenants, 12 rows, 11 of everybody or nobody");
        assertThat(PatternsSection.counts(known)).startsWith("0 tenants, 12 rows (1 waived)");
    }

    @Test
    void whereAllRowsAreEverybodysNoTenantIsSpokenOf() {
        assertThat(flat(text(Samples.everybody(Verdict.FULL_MATCH))))
                .contains("Looked at: rows of everybody (*) in 1 table.", "full match in 1 table.", "1. Nothing.")
                .doesNotContain("Verdicts", "No tenant", "0 tenants");
        assertThat(flat(text(Samples.everybody(Verdict.DIFFERENCES))))
                .contains("differs in 1 table.", "Differs: follow")
                .doesNotContain("Nothing. Verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "wwwwwwwwww", "a b ", "\uD83D\uDC26"})
    void fitsIn100Columns(String part) {
        for (ProofModel model :
                List.of(Samples.hostile(part.repeat(500)), Samples.everyday(), Samples.large(300, 60, 40))) {
            assertThat(text(model).lines()).allMatch(line -> line.length() <= 100);
        }
    }

    @Test
    void steersNoTerminal() {
        assertThat(text(Samples.hostile("\u001b[31m\u202E\u0007"))).doesNotContain("\u001b", "\u202E", "\u0007");
    }

    @Test
    void saysThatNothingIsProvenWhereNothingWasLookedAt() {
        assertThat(text(Samples.empty())).contains("nothing is proven").contains("What to do next");
    }

    @Test
    void jsonHasStableFields() {
        JsonNode json = JsonMapper.shared().readTree(told(Samples.everyday(), new Screen.Form(true, false, false, 0)));
        assertThat(json.propertyNames())
                .containsExactly(
                        "command",
                        "verification",
                        "proven",
                        "verdicts",
                        "total",
                        "notCounted",
                        "tenants",
                        "others",
                        "tables",
                        "results",
                        "resultsLeftOut",
                        "patterns",
                        "days",
                        "against",
                        "untested",
                        "next");
        assertThat(json.at("/verdicts/UNTESTED").asLong()).isEqualTo(5);
        assertThat(json.at("/verdicts").size()).isEqualTo(7);
        assertThat(json.at("/tables").size()).isEqualTo(14);
        assertThat(json.at("/results").size()).isEqualTo(23 * 14 + 1);
        assertThat(json.at("/total/holds").asBoolean()).isTrue();
        assertThat(json.at("/patterns/0/columns/0/words").asString()).isEqualTo("time is one hour later");
        assertThat(json.at("/patterns/0/columns/0/valueClass").asString()).isEqualTo("TIME_OFFSET");
        assertThat(json.at("/days").size()).isEqualTo(11);
    }

    @Test
    void jsonLeavesOutFullMatchesFirst() {
        ProofModel model = Samples.large(500, 60, 2);
        JsonNode json = JsonMapper.shared().readTree(told(model, new Screen.Form(true, false, false, 0)));
        assertThat(json.at("/results").size()).isEqualTo(ProofJson.RESULTS);
        assertThat(json.at("/resultsLeftOut").asInt()).isEqualTo(500 * 60 - ProofJson.RESULTS);
        assertThat(json.at("/results/0/verdict").asString()).isEqualTo("DIFFERENCES");
    }
}
