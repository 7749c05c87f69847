package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.ShownFinding;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A few rows of a pattern, in the notation of tabular diffs: {@code expected -> actual}. */
final class ExampleTable {
    private static final int EXAMPLES = 5;
    private static final int COLUMNS = 12;

    private ExampleTable() {}

    static void write(Markup page, PatternSummary pattern) {
        List<ShownFinding> examples = pattern.examples()
                .subList(0, Math.min(EXAMPLES, pattern.examples().size()));
        if (examples.isEmpty()) {
            page.leaf("p", "No example was kept.", "class", "muted");
            return;
        }
        List<String> columns = columns(examples);
        String label = "Examples of " + PatternWords.title(pattern.pattern());
        page.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0");
        page.open("table", "class", "diff").leaf("caption", "Expected -> actual", "class", "vh");
        page.open("thead")
                .open("tr")
                .open("th", "scope", "col")
                .text("@@")
                .leaf("span", " how", "class", "vh")
                .close();
        for (String title : List.of("tenant", "key", "token", "status")) {
            page.leaf("th", title, "scope", "col");
        }
        columns.forEach(column -> page.leaf("th", Shown.name(column), "scope", "col"));
        page.close().close().open("tbody").line();
        examples.forEach(example -> row(page, pattern, example, columns));
        page.close().close().close();
    }

    private static List<String> columns(List<ShownFinding> examples) {
        Set<String> columns = new LinkedHashSet<>();
        examples.forEach(example -> example.cells().forEach(cell -> columns.add(cell.column())));
        return columns.stream().limit(COLUMNS).toList();
    }

    private static void row(Markup page, PatternSummary pattern, ShownFinding example, List<String> columns) {
        page.open("tr").leaf("td", PatternWords.mark(pattern.pattern().rowClass()));
        page.open("td").name(Shown.tenant(example.tenant())).close();
        page.open("th", "scope", "row").name(Shown.name(example.key())).close();
        page.leaf("td", Shown.name(example.token()));
        page.leaf("td", status(example.status()));
        for (String column : columns) {
            page.open("td");
            example.cells().stream()
                    .filter(cell -> cell.column().equals(column))
                    .findFirst()
                    .ifPresent(cell -> cell(page, cell));
            page.close();
        }
        page.close().line();
    }

    private static void cell(Markup page, Cell cell) {
        page.open("del").name(PatternWords.side(cell.expected())).close();
        page.text(" " + PatternWords.arrow(cell) + " ");
        page.open("ins").name(PatternWords.side(cell.actual())).close();
        if (!cell.mask().isEmpty()) {
            page.text("  (" + Shown.name(cell.mask()) + ")");
        }
    }

    static String status(Status status) {
        return switch (status) {
            case IN_FLIGHT -> "gone at a second look";
            case STABLE -> "lasting";
            case HOT -> "never kept still";
        };
    }
}
