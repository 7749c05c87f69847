package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A pattern in plain words. */
final class PatternWords {
    private static final int COLUMNS_NAMED = 3;

    /** The one that touches most tenants first. */
    static final Comparator<PatternSummary> MOST_TOUCHED_FIRST = Comparator.comparingLong(PatternSummary::tenants)
            .thenComparingLong(PatternSummary::rows)
            .reversed()
            .thenComparing(PatternSummary::id);

    private PatternWords() {}

    /** What it is, such as {@code orders: time is one hour later in placed_at}. */
    static String title(Pattern pattern) {
        String columns = columns(pattern);
        String what = pattern.rowClass() == RowClass.CHANGED && !columns.isEmpty()
                ? columns
                : DifferenceWords.of(pattern.rowClass()) + (columns.isEmpty() ? "" : "; " + columns);
        return Shown.name(pattern.flow()) + ": " + what;
    }

    private static String columns(Pattern pattern) {
        int all = pattern.columns().size();
        String named = IntStream.range(0, Math.min(all, COLUMNS_NAMED))
                .mapToObj(i -> DifferenceWords.of(valueClass(pattern, i), Shown.name(mask(pattern, i))) + " in "
                        + Shown.name(pattern.columns().get(i)))
                .collect(Collectors.joining("; "));
        return all > COLUMNS_NAMED ? named + "; and " + Words.count(all - COLUMNS_NAMED, "more column") : named;
    }

    static ValueClass valueClass(Pattern pattern, int column) {
        return column < pattern.classes().size() ? pattern.classes().get(column) : ValueClass.CONTENT;
    }

    static String mask(Pattern pattern, int column) {
        return column < pattern.masks().size() ? pattern.masks().get(column) : "";
    }

    /** Rows before and now, and which way it goes. */
    static String slope(PatternSummary pattern, long verification) {
        if (pattern.before() < 0) {
            return pattern.first() < verification
                    ? "no earlier verification of the same scope to compare with"
                    : "no earlier verification to compare with";
        }
        String rows = Words.count(pattern.before()) + " → " + Words.count(pattern.rows());
        long more = pattern.rows() - pattern.before();
        if (pattern.before() == 0 && more > 0) {
            return rows + (pattern.first() < verification ? " (came back)" : " (new)");
        }
        return rows
                + (more == 0 ? " (as before)" : " (" + Words.count(Math.abs(more)) + (more > 0 ? " more)" : " fewer)"));
    }

    /** The mark of a row in tabular diffs: {@code +++} added, {@code ---} taken away, {@code ->} changed (the notation of daff). */
    static String mark(RowClass rowClass) {
        return switch (rowClass) {
            case MISSING -> "---";
            case EXTRA -> "+++";
            case WRONG_TENANT, REKEYED, MULTIPLICITY, CARDINALITY, CHANGED, ORPHAN -> "->";
        };
    }

    /** Between two values; longer than any arrow within them, as daff has it. */
    static String arrow(Cell cell) {
        String arrow = "->";
        while (cell.expected().contains(arrow) || cell.actual().contains(arrow)) {
            arrow = "-" + arrow;
        }
        return arrow;
    }

    /** The cells of an example in one line: {@code placed_at 9999-99-99 -> 9999-99-99}. */
    static String cells(List<Cell> cells) {
        return cells.stream()
                .map(cell -> Shown.name(cell.column()) + " " + side(cell.expected()) + " " + arrow(cell) + " "
                        + side(cell.actual()))
                .collect(Collectors.joining(", "));
    }

    static String side(String shown) {
        return shown.isEmpty() ? "(nothing)" : Shown.name(shown);
    }
}
