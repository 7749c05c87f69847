package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.ShownFinding;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.against.Promotion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A verification on a terminal, at most 100 characters wide: verdicts first, then who differs, how, and what to do next. */
final class ProofText {
    private static final int WIDEST = 100;
    private static final int TENANTS = 20;
    private static final int PATTERNS = 10;
    private static final int DAYS = 7;
    private static final int NAME = 32;

    private final Sheet sheet;
    private final ProofModel model;
    private final Screen screen;
    private final int width;

    ProofText(ProofModel model, Screen screen) {
        this.sheet = new Sheet(model);
        this.model = model;
        this.screen = screen;
        this.width = Math.max(40, Math.min(WIDEST, screen.width()));
    }

    void print() {
        say("", HeadSection.title(model.verification()) + " (" + HeadSection.state(model.verification()) + ")");
        say(
                "  ",
                "Tenants " + HeadSection.tenants(model.verification()) + "; "
                        + HeadSection.decides(model.verification()).toLowerCase(java.util.Locale.ROOT) + " "
                        + Words.hash(Shown.name(model.verification().mappingHash())) + "; begun "
                        + Words.time(model.verification().startedAt()) + "; ended "
                        + HeadSection.ended(model.verification()) + "; looked at: "
                        + MomentWords.fact(model.moments()));
        verdicts();
        screen.blank();
        new Proven(sheet).sentences().forEach(sentence -> say("", sentence));
        changes();
        differing();
        sums();
        reasons(Verdict.INCOMPARABLE, "Could not be compared");
        reasons(Verdict.PARTIAL, "Compared in part");
        reasons(Verdict.STALE, "No longer holds");
        patterns();
        days();
        screen.heading("What to do next");
        int number = 1;
        for (String step : new NextSteps(model).steps()) {
            say("  " + number + ". ", step);
            number++;
        }
    }

    private void changes() {
        Promotion promotion = model.promotion();
        if (promotion == null) {
            return;
        }
        ChangesText changes = new ChangesText(promotion);
        screen.heading(changes.title());
        changes.sentences().forEach(sentence -> say("  ", sentence));
        changes.patterns().forEach(pattern -> say("  - ", pattern));
    }

    private void verdicts() {
        Map<Verdict, Long> tenants = sheet.tenantVerdicts();
        if (tenants.isEmpty()) {
            return;
        }
        screen.heading("Verdicts");
        Map<Verdict, Long> pairs = sheet.pairVerdicts();
        TextTable table = new TextTable().words("verdict").numbers("tenants").numbers("tenants × tables");
        for (Verdict verdict : VerdictWords.ORDER) {
            if (tenants.containsKey(verdict) || pairs.containsKey(verdict) || verdict == Verdict.FULL_MATCH) {
                table.row(
                        VerdictWords.sign(verdict) + " " + VerdictWords.of(verdict),
                        tenants.getOrDefault(verdict, 0L),
                        pairs.getOrDefault(verdict, 0L));
            }
        }
        show(table);
    }

    /** Tenants whose rows differ, or of whom one table does; also rows that belong to no one tenant. */
    private void differing() {
        record Differing(String tenant, Equation rows) {}
        List<Differing> differing = sheet.byTenant().entrySet().stream()
                .filter(entry ->
                        entry.getValue().open() > 0 || model.tenants().get(entry.getKey()) == Verdict.DIFFERENCES)
                .map(entry -> new Differing(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((Differing one) -> one.rows().open())
                        .reversed()
                        .thenComparing(Differing::tenant))
                .toList();
        if (differing.isEmpty()) {
            return;
        }
        screen.heading("Whose rows differ");
        TextTable table = new TextTable()
                .words("whose")
                .numbers("expected")
                .numbers("equal")
                .numbers("changed")
                .numbers("missing")
                .numbers("extra")
                .numbers("waived")
                .numbers("tolerated");
        for (Differing one : differing.subList(0, Math.min(TENANTS, differing.size()))) {
            Equation rows = one.rows();
            table.row(
                    Shown.cut(Shown.tenant(one.tenant()), NAME),
                    rows.expected(),
                    rows.equal(),
                    rows.changed(),
                    rows.missing(),
                    rows.extra(),
                    rows.waived(),
                    rows.tolerated());
        }
        show(table);
        more(differing.size() - TENANTS, "line");
    }

    private void sums() {
        screen.heading("Rows of all tables together" + EquationWords.without(sheet));
        if (!sheet.isCounted()) {
            say("  ", EquationWords.NOTHING);
            return;
        }
        for (EquationWords.Sum sum : EquationWords.sums(sheet.total())) {
            say("  " + (sum.off() == 0 ? "✓ " : "✗ "), sum.text() + (sum.off() == 0 ? "" : ": " + sum.held()));
        }
        if (sheet.total().tolerated() > 0) {
            say("  · ", EquationWords.differing(sheet.total()));
        }
    }

    /** What could not be compared and why: a reason is a sentence, too long for a table. */
    private void reasons(Verdict verdict, String heading) {
        List<String> reasons = model.results().stream()
                .filter(result -> result.verdict() == verdict)
                .map(result -> Shown.name(result.flow()) + ": " + Shown.sentence(result.reason()))
                .distinct()
                .toList();
        if (reasons.isEmpty()) {
            return;
        }
        screen.heading(heading);
        reasons.stream().limit(TENANTS).forEach(reason -> say("  ", reason));
        more(reasons.size() - TENANTS, "reason");
    }

    private void patterns() {
        if (model.patterns().isEmpty()) {
            return;
        }
        screen.heading("Patterns, those that touch most tenants first");
        List<PatternSummary> patterns = model.patterns().stream()
                .sorted(PatternWords.MOST_TOUCHED_FIRST)
                .toList();
        int number = 1;
        for (PatternSummary pattern : patterns.subList(0, Math.min(PATTERNS, patterns.size()))) {
            pattern(number, pattern);
            number++;
        }
        more(patterns.size() - PATTERNS, "pattern");
    }

    private void pattern(int number, PatternSummary pattern) {
        String first = "  " + number + ". ";
        String indent = " ".repeat(first.length());
        say(first, PatternWords.title(pattern.pattern()));
        say(
                indent,
                PatternsSection.counts(pattern) + "; "
                        + PatternWords.slope(pattern, model.verification().id()) + "; since verification "
                        + pattern.first() + ", " + Words.time(pattern.firstSeen())
                        + (pattern.last() > model.verification().id()
                                ? ", last seen in verification " + pattern.last() + ", "
                                        + Words.time(pattern.lastSeen())
                                : ""));
        String cause = pattern.pattern().cause();
        say(indent, "pattern " + Shown.name(pattern.id()) + (cause.isEmpty() ? "" : "; cause: " + Shown.name(cause)));
        pattern.examples().stream().findFirst().ifPresent(example -> say(indent, example(pattern, example)));
    }

    private static String example(PatternSummary pattern, ShownFinding example) {
        String cells = PatternWords.cells(example.cells());
        return PatternWords.mark(pattern.pattern().rowClass()) + " " + Shown.owner(example.tenant()) + ", key "
                + Shown.name(example.key()) + (cells.isEmpty() ? "" : ": " + cells);
    }

    private void days() {
        List<Standing> days = Curve.of(sheet, DAYS);
        if (days.size() < 2) {
            return;
        }
        screen.heading("Tenants over the days");
        TextTable table = new TextTable()
                .words("day")
                .numbers("verification")
                .numbers("full match")
                .numbers("untested")
                .numbers("differs")
                .numbers("others");
        for (Standing day : days) {
            Map<Verdict, Long> counts = day.tenants();
            long full = counts.getOrDefault(Verdict.FULL_MATCH, 0L);
            long untested = counts.getOrDefault(Verdict.UNTESTED, 0L);
            long differs = counts.getOrDefault(Verdict.DIFFERENCES, 0L);
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            table.row(
                    Curve.day(day).toString(),
                    day.verification(),
                    full,
                    untested,
                    differs,
                    all - full - untested - differs);
        }
        show(table);
    }

    private void more(int left, String noun) {
        if (left > 0) {
            say("  ", "and " + Words.count(left, "more " + noun) + "; the page and the JSON report have them.");
        }
    }

    private void show(TextTable table) {
        table.lines(width - 2).forEach(line -> screen.line("  " + line));
    }

    private void say(String first, String text) {
        Wrapped.lines(first, text, width).forEach(screen::line);
    }
}
