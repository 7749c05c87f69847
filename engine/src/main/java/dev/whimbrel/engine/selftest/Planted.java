package dev.whimbrel.engine.selftest;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.engine.compare.ActualRow;
import java.util.List;

/**
 * What stands in place of a row, and what it is called.
 *
 * @param other whether that is another row by its key, so that the row itself is not there any more
 */
record Planted(String column, Mutation mutation, List<ActualRow> rows, boolean other) {
    Planted(String column, Mutation mutation, List<ActualRow> rows) {
        this(column, mutation, rows, false);
    }

    String name() {
        return column + " " + mutation;
    }

    boolean isNamedBy(Finding finding) {
        return switch (mutation) {
            // A dropped and a strange row of one content are one row under two keys.
            case DROPPED_ROW -> isOf(finding, RowClass.MISSING);
            case STRANGE_ROW -> isOf(finding, RowClass.EXTRA);
            case DOUBLED_ROW -> finding.rowClass() == RowClass.MULTIPLICITY;
            default ->
                other
                        ? isOf(finding, RowClass.MISSING)
                        : finding.cells().stream().map(Cell::column).anyMatch(column::equals);
        };
    }

    /** A row under another key, or under another owner where that is part of it, is one row that is missing and one that is extra. */
    private static boolean isOf(Finding finding, RowClass single) {
        return finding.rowClass() == single
                || finding.rowClass() == RowClass.REKEYED
                || finding.rowClass() == RowClass.WRONG_TENANT;
    }
}
