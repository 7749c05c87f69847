package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.core.difference.Equation;
import java.util.List;

/** The equation of rows, term by term, so that a reader can add it up. */
final class EquationWords {
    /** Where there is no sum to show. */
    static final String NOTHING = "No row of either side was counted.";

    /**
     * One sum.
     *
     * @param off by how much the terms miss the whole; 0 where it adds up
     */
    record Sum(String text, long off) {
        String held() {
            return off == 0 ? "adds up" : "does NOT add up, off by " + Words.count(off);
        }
    }

    private EquationWords() {}

    static List<Sum> sums(Equation rows) {
        return List.of(
                sum(
                        "source",
                        rows.source(),
                        "excluded",
                        rows.excluded(),
                        "merged",
                        rows.merged(),
                        "expected",
                        rows.expected()),
                sum(
                        "expected",
                        rows.expected(),
                        "equal",
                        rows.equal(),
                        "changed",
                        rows.changed(),
                        "missing",
                        rows.missing()),
                sum("actual", rows.actual(), "equal", rows.equal(), "changed", rows.changed(), "extra", rows.extra()));
    }

    private static Sum sum(
            String whole, long rows, String first, long one, String second, long two, String third, long three) {
        String text = whole + " " + Words.count(rows) + " = " + first + " " + Words.count(one) + " + " + second + " "
                + Words.count(two) + " + " + third + " " + Words.count(three);
        return new Sum(text, rows - one - two - three);
    }

    /** What no sum of all tables has in it, as the end of a sentence; empty where nothing is left out. */
    static String without(Sheet sheet) {
        long uncounted = sheet.uncounted().size();
        return uncounted == 0 ? "" : ", without " + Words.count(uncounted, "table") + " that could not be compared";
    }

    /** Of the rows that differ, how many of what status. */
    static String differing(Equation rows) {
        return "differing " + Words.count(rows.differing()) + " = open " + Words.count(rows.open()) + " + waived "
                + Words.count(rows.waived()) + " + within tolerances " + Words.count(rows.tolerated())
                + " + gone at a second look " + Words.count(rows.inFlight())
                + " + never kept still " + Words.count(rows.hot());
    }
}
