package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.PatternSummary;
import java.util.List;

/** What the differences have in common, the pattern that touches most tenants first. */
final class PatternsSection {
    private static final int SHOWN = 200;

    private PatternsSection() {}

    static void write(Markup page, Sheet sheet) {
        page.open("section", "aria-labelledby", "patterns").leaf("h2", "Patterns of differences", "id", "patterns");
        List<PatternSummary> patterns = sheet.model().patterns().stream()
                .sorted(PatternWords.MOST_TOUCHED_FIRST)
                .toList();
        if (patterns.isEmpty()) {
            page.leaf("p", "No difference was found. See above what was not looked at.")
                    .close();
            return;
        }
        page.leaf(
                "p",
                Words.count(patterns.size(), "pattern")
                        + ", those that touch most tenants first. Rows of one pattern most likely have one"
                        + " cause.");
        overview(page, patterns, sheet.model().verification().id());
        int number = 1;
        for (PatternSummary pattern : patterns.subList(0, Math.min(SHOWN, patterns.size()))) {
            pattern(page, pattern, number, sheet.model().verification().id());
            number++;
        }
        if (patterns.size() > SHOWN) {
            page.leaf(
                    "p",
                    Words.count(patterns.size() - SHOWN, "more pattern")
                            + " not shown here; the JSON report has all of them.");
        }
        page.close().line();
    }

    private static void overview(Markup page, List<PatternSummary> patterns, long verification) {
        page.open("div", "class", "scroll", "role", "region", "aria-label", "All patterns", "tabindex", "0");
        page.open("table").leaf("caption", "All patterns, those that touch most tenants first", "class", "vh");
        page.open("thead").open("tr").leaf("th", "Pattern", "scope", "col");
        for (String title : List.of("Tenants", "Rows", "Waived", "Before → now")) {
            page.leaf("th", title, "scope", "col", "class", "n");
        }
        page.leaf("th", "First seen", "scope", "col")
                .close()
                .close()
                .open("tbody")
                .line();
        int number = 1;
        for (PatternSummary pattern : patterns.subList(0, Math.min(SHOWN, patterns.size()))) {
            page.open("tr").open("th", "scope", "row", "class", "long");
            page.leaf("a", PatternWords.title(pattern.pattern()), "href", "#p-" + number)
                    .close();
            page.leaf("td", Words.count(pattern.tenants()), "class", "n");
            page.leaf("td", Words.count(pattern.rows()) + others(pattern), "class", "n");
            page.leaf("td", Words.count(pattern.waived()), "class", "n");
            page.leaf("td", PatternWords.slope(pattern, verification), "class", "n");
            page.leaf("td", Words.time(pattern.firstSeen())).close().line();
            number++;
        }
        page.close().close().close();
    }

    private static void pattern(Markup page, PatternSummary pattern, int number, long verification) {
        page.open("details", "class", "box", "id", "p-" + number).open("summary");
        page.leaf("h3", PatternWords.title(pattern.pattern()))
                .text(" – ")
                .text(counts(pattern))
                .close();
        page.open("dl", "class", "facts");
        fact(
                page,
                "Row",
                DifferenceWords.of(pattern.pattern().rowClass()) + " ("
                        + pattern.pattern().rowClass().code() + ")");
        columns(page, pattern);
        fact(
                page,
                "Cause",
                pattern.pattern().cause().isEmpty()
                        ? "not known"
                        : Shown.name(pattern.pattern().cause()));
        fact(page, "Pattern", Shown.name(pattern.id()));
        fact(page, "Before → now", PatternWords.slope(pattern, verification));
        fact(page, "First seen", "verification " + pattern.first() + ", " + Words.time(pattern.firstSeen()));
        fact(page, "Last seen", "verification " + pattern.last() + ", " + Words.time(pattern.lastSeen()));
        fact(page, "Pattern id", Shown.name(pattern.id()));
        page.close();
        ExampleTable.write(page, pattern);
        page.close().line();
    }

    private static String others(PatternSummary pattern) {
        return pattern.others() == 0 ? "" : ", " + Words.count(pattern.others()) + " of everybody or nobody";
    }

    static String counts(PatternSummary pattern) {
        String counts =
                Words.count(pattern.tenants(), "tenant") + ", " + Words.count(pattern.rows(), "row") + others(pattern);
        return pattern.waived() == 0 ? counts : counts + " (" + Words.count(pattern.waived()) + " waived)";
    }

    private static void columns(Markup page, PatternSummary pattern) {
        List<String> columns = pattern.pattern().columns();
        for (int i = 0; i < columns.size(); i++) {
            String mask = Shown.name(PatternWords.mask(pattern.pattern(), i));
            fact(
                    page,
                    "Column " + Shown.name(columns.get(i)),
                    DifferenceWords.of(PatternWords.valueClass(pattern.pattern(), i), mask) + " ("
                            + PatternWords.valueClass(pattern.pattern(), i).code() + ")");
        }
    }

    private static void fact(Markup page, String name, String value) {
        page.leaf("dt", name).open("dd").name(value).close();
    }
}
