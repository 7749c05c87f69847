package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.ShownFinding;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a verification found: verdicts, equations that add up in the open, and the patterns of what differs. */
public record VerifyReport(VerifyOutcome outcome) implements Screen.Report {
    private static final int TENANTS = 20;

    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "verify",
                "verification", outcome.verification().id(),
                "project", outcome.verification().project(),
                "environment", outcome.verification().environment(),
                "mapping", outcome.verification().mappingHash(),
                "state", outcome.verification().state().name(),
                "tenants", tenants(),
                "results", outcome.results().stream().map(VerifyReport::result).toList(),
                "patterns",
                        outcome.patterns().stream().map(VerifyReport::pattern).toList());
    }

    private List<Map<String, @Nullable Object>> tenants() {
        return outcome.tenants().entrySet().stream()
                .map(entry -> Json.object(
                        "tenant", entry.getKey(),
                        "verdict", entry.getValue().verdict().name(),
                        "reason", entry.getValue().reason()))
                .toList();
    }

    private static Map<String, @Nullable Object> result(TableResult result) {
        Map<String, @Nullable Object> object =
                Json.object("flow", result.flow(), "table", result.table(), "tenant", result.tenant());
        object.putAll(terms(result.rows()));
        object.put("verdict", result.verdict().name());
        object.put("reason", result.reason());
        return object;
    }

    private static Map<String, @Nullable Object> terms(Equation rows) {
        return Json.object(
                "source", rows.source(),
                "excluded", rows.excluded(),
                "merged", rows.merged(),
                "expected", rows.expected(),
                "actual", rows.actual(),
                "equal", rows.equal(),
                "changed", rows.changed(),
                "missing", rows.missing(),
                "extra", rows.extra(),
                "inFlight", rows.inFlight(),
                "hot", rows.hot(),
                "waived", rows.waived());
    }

    private static Map<String, @Nullable Object> pattern(PatternSummary summary) {
        return Json.object(
                "pattern", summary.id(),
                "flow", summary.pattern().flow(),
                "rowClass", summary.pattern().rowClass().name(),
                "columns", summary.pattern().columns(),
                "classes", summary.pattern().classes().stream().map(Enum::name).toList(),
                "masks", summary.pattern().masks(),
                "cause", summary.pattern().cause(),
                "tenants", summary.tenants(),
                "rows", summary.rows(),
                "waived", summary.waived(),
                "before", summary.before(),
                "first", summary.first());
    }

    @Override
    public void print(Screen screen) {
        screen.heading("Rows, all tenants together");
        screen.table(flows());
        List<Map.Entry<String, Judged>> unproven = outcome.tenants().entrySet().stream()
                .filter(entry -> entry.getValue().verdict() != Verdict.FULL_MATCH)
                .toList();
        if (!unproven.isEmpty()) {
            screen.heading("Tenants that do not match in full");
            screen.table(tenants(unproven));
            if (unproven.size() > TENANTS) {
                screen.line("  and " + Words.count(unproven.size() - TENANTS) + " more: whimbrel report --json");
            }
        }
        if (!outcome.patterns().isEmpty()) {
            screen.heading("What differs, by cause");
            outcome.patterns().forEach(summary -> print(screen, summary));
        }
        screen.blank();
        screen.line(isGood() ? screen.good(verdict()) : screen.bad(verdict()));
    }

    private TextTable flows() {
        TextTable table = new TextTable()
                .words("flow")
                .numbers("source")
                .numbers("left out")
                .numbers("merged")
                .numbers("expected")
                .numbers("there")
                .numbers("equal")
                .numbers("changed")
                .numbers("missing")
                .numbers("extra");
        Map<String, Equation> sums = new LinkedHashMap<>();
        outcome.results().forEach(result -> sums.merge(result.flow(), result.rows(), Equation::plus));
        sums.forEach((flow, rows) -> table.row(
                flow,
                rows.source(),
                rows.excluded(),
                rows.merged(),
                rows.expected(),
                rows.actual(),
                rows.equal(),
                rows.changed(),
                rows.missing(),
                rows.extra()));
        return table;
    }

    private static TextTable tenants(List<Map.Entry<String, Judged>> unproven) {
        TextTable table = new TextTable().words("tenant").words("verdict").words("why");
        unproven.stream()
                .limit(TENANTS)
                .forEach(entry -> table.row(
                        entry.getKey(),
                        entry.getValue().verdict(),
                        entry.getValue().reason()));
        return table;
    }

    private static void print(Screen screen, PatternSummary summary) {
        String trend = summary.before() < 0 ? "" : ", " + Words.count(summary.before()) + " before";
        screen.line("  " + summary.id() + "  " + DifferenceWords.of(summary.pattern()));
        screen.line("                " + Words.count(summary.rows(), "row") + " of "
                + Words.count(summary.tenants(), "tenant") + trend
                + (summary.waived() == 0 ? "" : ", " + Words.count(summary.waived()) + " accepted"));
        summary.examples().stream().limit(1).forEach(example -> example(screen, example));
    }

    private static void example(Screen screen, ShownFinding example) {
        String cells = example.cells().stream()
                .map(cell -> cell.column() + ": " + cell.expected() + " -> " + cell.actual())
                .collect(Collectors.joining(", "));
        screen.line(Words.visible("                such as tenant " + example.tenant() + ", row " + example.key()
                + (cells.isEmpty() ? "" : "; " + cells)));
    }

    /** Whether every tenant is proven or has nothing to prove. */
    public boolean isGood() {
        return outcome.tenants().values().stream()
                .map(Judged::verdict)
                .allMatch(verdict -> verdict == Verdict.FULL_MATCH
                        || verdict == Verdict.MATCH_WITH_WAIVERS
                        || verdict == Verdict.UNTESTED);
    }

    /** Whether there is any difference that nobody accepted. */
    public boolean differs() {
        return outcome.results().stream().anyMatch(result -> result.verdict() == Verdict.DIFFERENCES);
    }

    /** One sentence that says it all. */
    public String verdict() {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        outcome.tenants().values().forEach(judged -> counts.merge(judged.verdict(), 1L, Long::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((verdict, tenants) -> parts.add(Words.count(tenants) + " " + word(verdict)));
        return "Verification " + outcome.verification().id() + ": of "
                + Words.count(outcome.tenants().size(), "tenant") + ", "
                + (parts.isEmpty() ? "none was compared" : String.join(", ", parts)) + ".";
    }

    private static String word(Verdict verdict) {
        return verdict.name().replace('_', ' ').toUpperCase(Locale.ROOT);
    }
}
