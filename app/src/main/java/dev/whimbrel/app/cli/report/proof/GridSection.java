package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.core.difference.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tenants against tables: a verdict where they cross. */
final class GridSection {
    /** Lines of the grid; with more tables there are fewer, so that a page stays readable and small. */
    private static final int SPOTS = 9_000;

    private static final int MOST_LINES = 200;

    private GridSection() {}

    static void write(Markup page, Sheet sheet) {
        page.open("section", "aria-labelledby", "grid").leaf("h2", "Tenants and tables", "id", "grid");
        if (sheet.tables().isEmpty()) {
            page.leaf("p", "No table was looked at.").close();
            return;
        }
        List<TenantGroup> groups = new Grid(sheet).groups(lines(sheet.tables().size()));
        page.leaf(
                "p",
                "Tenants with the same verdict in every table share a line; open it to see who they are. The number is of rows that"
                        + " differ and were accepted by nobody. The table scrolls sideways.",
                "class",
                "muted");
        page.open("div", "class", "scroll", "role", "region", "aria-labelledby", "grid", "tabindex", "0");
        page.open("table", "class", "grid").leaf("caption", "Verdict of each tenant in each table", "class", "vh");
        titles(page, sheet);
        page.open("tbody").line();
        groups.forEach(group -> line(page, group));
        page.close().close().close().close().line();
    }

    private static int lines(int tables) {
        return Math.max(20, Math.min(MOST_LINES, SPOTS / tables));
    }

    private static void titles(Markup page, Sheet sheet) {
        page.open("thead").open("tr");
        page.leaf("th", "Tenants", "scope", "col").leaf("th", "All tables", "scope", "col");
        int number = 1;
        for (TableSum table : sheet.tables()) {
            page.open("th", "scope", "col")
                    .leaf("a", table.label(), "href", "#t-" + number)
                    .close();
            number++;
        }
        page.close().close().line();
    }

    private static void line(Markup page, TenantGroup group) {
        page.open("tr").open("th", "scope", "row");
        who(page, group);
        page.close();
        whole(page, group.verdict());
        group.spots().forEach(spot -> spot(page, spot));
        page.close().line();
    }

    private static void who(Markup page, TenantGroup group) {
        List<String> tenants = group.tenants();
        if (tenants.size() == 1) {
            page.name(Shown.tenant(tenants.get(0)));
            return;
        }
        String count = Words.count(tenants.size(), "tenant");
        page.open("details").leaf("summary", group.alike() ? count : count + ", not all alike");
        page.open("div", "class", "names", "tabindex", "0", "role", "group", "aria-label", "Names of " + count);
        boolean first = true;
        for (String tenant : tenants) {
            page.text(first ? "" : ", ").name(Shown.tenant(tenant));
            first = false;
        }
        page.close().close();
    }

    private static void whole(Markup page, @Nullable Verdict verdict) {
        if (verdict == null) {
            page.leaf("td", "no verdict");
        } else {
            page.leaf("td", VerdictWords.of(verdict), "class", style(verdict));
        }
    }

    private static void spot(Markup page, TenantGroup.Spot spot) {
        Map<Verdict, Integer> verdicts = spot.verdicts();
        if (verdicts.isEmpty()) {
            page.open("td").leaf("span", "no such rows", "class", "muted").close();
            return;
        }
        Verdict worst = VerdictWords.ORDER.stream()
                .filter(verdicts::containsKey)
                .findFirst()
                .orElse(Verdict.UNTESTED);
        page.open("td", "class", style(worst)).text(word(worst, verdicts));
        if (spot.open() > 0) {
            page.leaf("small", Words.count(spot.open(), "row"));
        }
        VerdictWords.ORDER.stream()
                .filter(verdict -> verdict != worst && verdicts.containsKey(verdict))
                .forEach(verdict -> page.leaf("small", word(verdict, verdicts)));
        page.close();
    }

    private static String word(Verdict verdict, Map<Verdict, Integer> verdicts) {
        return verdicts.size() == 1
                ? VerdictWords.of(verdict)
                : VerdictWords.of(verdict) + " " + Words.count(verdicts.getOrDefault(verdict, 0));
    }

    static String style(Verdict verdict) {
        return "v " + VerdictWords.style(verdict);
    }
}
