package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Fate.Kind;
import dev.whimbrel.engine.against.Promotion;
import java.util.List;

/** What became of the rows of the verification against which this one was held. */
final class ChangesSection {
    private static final int PATTERNS = 100;

    private ChangesSection() {}

    static void write(Markup page, Sheet sheet) {
        Promotion promotion = sheet.model().promotion();
        if (promotion == null) {
            return;
        }
        ChangeLines lines = new ChangeLines(promotion);
        page.open("section", "aria-labelledby", "changes").leaf("h2", lines.title(), "id", "changes");
        page.leaf("p", lines.verdict());
        lines.inputs().forEach(input -> page.leaf("p", input));
        table(page, "Rows that differed then", ChangeLines.BEFORE, lines.before());
        table(page, "Rows that differ now", List.of(Kind.NEWLY_BROKEN, Kind.NEWLY_UNCLEAR), lines.newly());
        page.close().line();
    }

    private static void table(Markup page, String caption, List<Kind> kinds, List<ChangeLines.Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        page.open("table").leaf("caption", caption).open("thead").open("tr");
        page.leaf("th", "Pattern", "scope", "col");
        kinds.forEach(kind -> page.leaf("th", ChangeLines.word(kind), "scope", "col"));
        page.leaf("th", "tenants", "scope", "col");
        page.close().close().open("tbody");
        lines.stream().limit(PATTERNS).forEach(line -> row(page, kinds, line));
        page.close().close().close();
        if (lines.size() > PATTERNS) {
            page.leaf("p", "And " + Words.count(lines.size() - PATTERNS, "more pattern") + ".");
        }
    }

    private static void row(Markup page, List<Kind> kinds, ChangeLines.Line line) {
        page.open("tr").open("th", "scope", "row").name(PatternWords.title(line.pattern()));
        page.text(" (" + Shown.name(line.id()) + ")");
        line.reasons().forEach(reason -> page.empty("br").text(reason));
        page.close();
        kinds.forEach(kind -> page.leaf("td", Words.count(line.of(kind))));
        page.leaf("td", Words.count(line.tenants()) + (line.others() ? " and " + Others.ANY : ""))
                .close();
    }
}
