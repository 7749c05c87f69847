package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.repair.PlannedPattern;
import dev.whimbrel.engine.repair.RepairPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a repair would rewrite, by pattern, and what not and why. It names patterns and tenants, and no row. */
public record RepairPlanReport(RepairPlan plan) implements Screen.Report {
    private static final int WIDEST = 100;
    private static final int TENANTS = 8;

    @Override
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> document = Json.object("command", "repair", "executed", false);
        document.putAll(fields());
        return document;
    }

    /** The plan itself. */
    public Map<String, @Nullable Object> fields() {
        return Json.object(
                "verification", plan.found().verification().id(),
                "tenants", plan.found().verification().tenants(),
                "rows", plan.rows(),
                "patterns",
                        plan.patterns().stream().map(RepairPlanReport::pattern).toList(),
                "notCompared", plan.notCompared());
    }

    private static Map<String, @Nullable Object> pattern(PlannedPattern planned) {
        return Json.object(
                "id", planned.id(),
                "flow", planned.pattern().flow(),
                "rowClass", planned.pattern().rowClass().name(),
                "words", PatternWords.title(planned.pattern()),
                "cause", planned.pattern().cause(),
                "rewritten", planned.rewritten(),
                "inserted", planned.inserted(),
                "left",
                        planned.left().entrySet().stream()
                                .map(entry -> Json.object(
                                        "reason", entry.getKey().name(),
                                        "words", WhyWords.of(entry.getKey()),
                                        "rows", entry.getValue()))
                                .toList(),
                "tenants",
                        planned.tenants().entrySet().stream()
                                .map(entry -> Json.object("tenant", entry.getKey(), "rows", entry.getValue()))
                                .toList());
    }

    @Override
    public void print(Screen screen) {
        say(screen, "", sum());
        List<PlannedPattern> repaired = plan.patterns().stream()
                .filter(pattern -> pattern.repaired() > 0)
                .toList();
        if (!repaired.isEmpty()) {
            screen.heading("To be repaired");
            repaired.forEach(pattern -> say(screen, "  - ", title(pattern) + ": " + rows(pattern)));
        }
        List<PlannedPattern> left = plan.patterns().stream()
                .filter(pattern -> pattern.leftRows() > 0)
                .toList();
        if (!left.isEmpty()) {
            screen.heading("Not to be repaired");
            left.forEach(pattern -> pattern.left()
                    .forEach((why, rows) -> say(
                            screen,
                            "  - ",
                            title(pattern) + ": " + Words.count(rows, "row") + ", for " + WhyWords.of(why))));
        }
        plan.notCompared()
                .forEach(flow ->
                        say(screen, "  ✗ ", Shown.name(flow) + " could not be compared: nothing of it is repaired"));
    }

    private String sum() {
        long rewritten =
                plan.patterns().stream().mapToLong(PlannedPattern::rewritten).sum();
        long inserted =
                plan.patterns().stream().mapToLong(PlannedPattern::inserted).sum();
        long left = plan.patterns().stream().mapToLong(PlannedPattern::leftRows).sum();
        String from = "By verification " + plan.found().verification().id() + ", ";
        String others = left == 0
                ? ""
                : left == 1
                        ? " 1 row that differs stays as it is."
                        : " " + Words.count(left) + " rows that differ stay as they are.";
        if (plan.rows() == 0) {
            return from + "nothing is to be repaired." + others;
        }
        return from + Words.count(plan.rows(), "row") + (plan.rows() == 1 ? " is" : " are") + " to be repaired: "
                + Words.count(rewritten) + " to be rewritten, " + Words.count(inserted) + " to be inserted again."
                + others;
    }

    private static String title(PlannedPattern planned) {
        String cause = planned.pattern().cause();
        return planned.id() + " " + PatternWords.title(planned.pattern())
                + (cause.isEmpty() ? "" : " (because " + Shown.name(cause) + ")");
    }

    private static String rows(PlannedPattern planned) {
        List<String> parts = new ArrayList<>();
        if (planned.rewritten() > 0) {
            parts.add(Words.count(planned.rewritten()) + " rewritten");
        }
        if (planned.inserted() > 0) {
            parts.add(Words.count(planned.inserted()) + " inserted");
        }
        return String.join(", ", parts) + "; " + whose(planned);
    }

    private static String whose(PlannedPattern planned) {
        List<String> tenants =
                planned.tenants().keySet().stream().filter(TenantId::isOne).toList();
        int all = tenants.size();
        String named = tenants.stream().limit(TENANTS).map(Shown::tenant).collect(Collectors.joining(", "));
        List<String> whose = new ArrayList<>();
        if (all > 0) {
            whose.add((all == 1 ? "tenant " : "tenants ")
                    + named
                    + (all > TENANTS ? " and " + Words.count(all - TENANTS) + " more" : ""));
        }
        planned.tenants().keySet().stream()
                .filter(owner -> !TenantId.isOne(owner))
                .forEach(owner -> whose.add(Others.of(owner)));
        return String.join(", ", whose);
    }

    private static void say(Screen screen, String first, String text) {
        Wrapped.lines(first, text, Math.max(40, Math.min(WIDEST, screen.width())))
                .forEach(screen::line);
    }
}
