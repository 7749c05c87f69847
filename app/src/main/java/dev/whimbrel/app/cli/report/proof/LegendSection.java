package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.core.difference.Verdict;
import java.util.EnumSet;
import java.util.Set;

/** What every verdict and class means that occurs on the page. */
final class LegendSection {
    private LegendSection() {}

    static void write(Markup page, Sheet sheet) {
        page.open("section", "aria-labelledby", "legend").leaf("h2", "What the words mean", "id", "legend");
        page.leaf("h3", "Verdicts").open("dl", "class", "legend");
        verdicts(sheet).forEach(verdict -> {
            page.open("dt")
                    .leaf("span", VerdictWords.of(verdict), "class", GridSection.style(verdict))
                    .close();
            page.leaf("dd", VerdictWords.meaning(verdict));
        });
        page.close();
        rows(page, sheet);
        values(page, sheet);
        page.close().line();
    }

    /** Those that occur, and always the two that must not be mistaken for each other. */
    private static Set<Verdict> verdicts(Sheet sheet) {
        Set<Verdict> verdicts = EnumSet.of(Verdict.FULL_MATCH, Verdict.UNTESTED, Verdict.DIFFERENCES);
        verdicts.addAll(sheet.allVerdicts());
        verdicts.addAll(sheet.pairVerdicts().keySet());
        return verdicts;
    }

    private static void rows(Markup page, Sheet sheet) {
        Set<RowClass> classes = EnumSet.noneOf(RowClass.class);
        sheet.model()
                .patterns()
                .forEach(pattern -> classes.add(pattern.pattern().rowClass()));
        if (classes.isEmpty()) {
            return;
        }
        page.leaf("h3", "Rows").open("dl", "class", "legend");
        classes.forEach(one ->
                page.leaf("dt", one.code() + " " + DifferenceWords.of(one)).leaf("dd", DifferenceWords.meaning(one)));
        page.close();
    }

    private static void values(Markup page, Sheet sheet) {
        Set<ValueClass> classes = EnumSet.noneOf(ValueClass.class);
        for (PatternSummary pattern : sheet.model().patterns()) {
            classes.addAll(pattern.pattern().classes());
            pattern.examples().forEach(example -> example.cells().forEach(cell -> classes.add(cell.valueClass())));
        }
        if (classes.isEmpty()) {
            return;
        }
        page.leaf("h3", "Values").open("dl", "class", "legend");
        classes.forEach(one ->
                page.leaf("dt", one.code() + " " + DifferenceWords.of(one)).leaf("dd", DifferenceWords.meaning(one)));
        page.close();
    }
}
