package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Equation;
import java.util.List;

/** The rows of each table, adding up in the open, with the tenants that are no full match. */
final class TablesSection {
    /** Tenants listed under all tables together; the lists share it. */
    private static final int TENANTS = 1_500;

    private static final int TENANTS_OF_TABLE = 50;

    private TablesSection() {}

    static void write(Markup page, Sheet sheet) {
        page.open("section", "aria-labelledby", "tables").leaf("h2", "Rows, table by table", "id", "tables");
        page.leaf(
                "p",
                "Every row of either side is in exactly one term: source = excluded + merged + expected; expected = equal + changed +"
                        + " missing; actual = equal + changed + extra.");
        if (sheet.tables().size() > 1) {
            page.leaf("p", "All tables together" + EquationWords.without(sheet) + ":");
            if (sheet.isCounted()) {
                sums(page, sheet.total());
            } else {
                page.leaf("p", EquationWords.NOTHING);
            }
        }
        int shown = sheet.tables().isEmpty()
                ? 0
                : Math.min(TENANTS_OF_TABLE, TENANTS / sheet.tables().size());
        int number = 1;
        for (TableSum table : sheet.tables()) {
            table(page, table, number, Math.max(5, shown), untested(sheet, table));
            number++;
        }
        page.close().line();
    }

    private static List<UntestedColumn> untested(Sheet sheet, TableSum table) {
        return sheet.model().untested().stream()
                .filter(column -> column.flow().equals(table.flow()))
                .toList();
    }

    private static void table(Markup page, TableSum table, int number, int shown, List<UntestedColumn> untested) {
        page.open("details", "class", "box", "id", "t-" + number)
                .open("summary")
                .leaf("h3", table.label());
        VerdictWords.ORDER.stream().filter(table.verdicts()::containsKey).forEach(verdict -> {
            String count = Words.count(table.verdicts().getOrDefault(verdict, 0L));
            page.text(" ").leaf("span", VerdictWords.of(verdict) + " " + count, "class", GridSection.style(verdict));
        });
        table.others().forEach((standIn, verdict) -> page.text(" ")
                .leaf(
                        "span",
                        Others.of(standIn) + " " + VerdictWords.of(verdict),
                        "class",
                        GridSection.style(verdict)));
        page.close();
        if (table.isCounted()) {
            sums(page, table.rows());
        } else {
            page.leaf("p", "Its rows were not counted, for it could not be compared.");
        }
        columns(page, untested);
        tenants(page, table, shown);
        page.close().line();
    }

    private static void sums(Markup page, Equation rows) {
        page.open("ul", "class", "sums");
        for (EquationWords.Sum sum : EquationWords.sums(rows)) {
            page.open("li").text(sum.text() + " ");
            page.leaf("span", (sum.off() == 0 ? "✓ " : "✗ ") + sum.held(), "class", sum.off() == 0 ? "good" : "bad");
            page.close();
        }
        if (rows.differing() > 0) {
            page.leaf("li", EquationWords.differing(rows));
        }
        if (rows.representation() > 0) {
            page.leaf(
                    "li",
                    Words.count(rows.representation(), "value")
                            + " the same and only written otherwise: no difference");
        }
        page.close();
    }

    private static void columns(Markup page, List<UntestedColumn> untested) {
        if (untested.isEmpty()) {
            return;
        }
        page.leaf("p", "Columns of which nothing is proven:").open("ul");
        for (UntestedColumn column : untested) {
            page.open("li")
                    .name(Shown.name(column.column()))
                    .text(": " + Shown.name(column.reason()))
                    .close();
        }
        page.close();
    }

    private static void tenants(Markup page, TableSum table, int shown) {
        List<TableResult> unmatched = table.unmatched();
        if (unmatched.isEmpty()) {
            page.leaf("p", "Whoever has rows here is a full match.");
            return;
        }
        String label = "Whose rows in " + table.label() + " are no full match";
        page.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0");
        page.open("table").leaf("caption", label, "class", "vh");
        page.open("thead").open("tr").leaf("th", "Tenant", "scope", "col").leaf("th", "Verdict", "scope", "col");
        for (String title :
                List.of("Expected", "Equal", "Changed", "Missing", "Extra", "Actual", "Waived", "Tolerated")) {
            page.leaf("th", title, "scope", "col", "class", "n");
        }
        page.leaf("th", "Why", "scope", "col").close().close().open("tbody").line();
        unmatched.subList(0, Math.min(shown, unmatched.size())).forEach(result -> row(page, result));
        page.close().close().close();
        if (unmatched.size() > shown) {
            page.leaf(
                    "p",
                    Words.count(unmatched.size() - shown)
                            + " more are no full match either; the grid has all of them.");
        }
    }

    private static void row(Markup page, TableResult result) {
        Equation rows = result.rows();
        page.open("tr")
                .open("th", "scope", "row", "class", "long")
                .name(Shown.tenant(result.tenant()))
                .close();
        page.leaf("td", VerdictWords.of(result.verdict()), "class", GridSection.style(result.verdict()));
        for (long count : new long[] {
            rows.expected(),
            rows.equal(),
            rows.changed(),
            rows.missing(),
            rows.extra(),
            rows.actual(),
            rows.waived(),
            rows.tolerated()
        }) {
            page.leaf("td", Words.count(count), "class", "n");
        }
        String off = rows.holds() ? "" : "The counts do NOT add up. ";
        page.leaf("td", off + Shown.sentence(result.reason()), "class", "long")
                .close()
                .line();
    }
}
