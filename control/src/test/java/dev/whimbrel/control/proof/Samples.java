package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.core.difference.Verdict;
import java.util.List;
import java.util.stream.IntStream;

/** Findings and results to record. */
final class Samples {
    static final Recording MASKED = new Recording(key -> "9".repeat(key.length()));

    private Samples() {}

    /** A text with blanks at its end. */
    static Finding padded(String tenant, String key, String column) {
        return changed(tenant, key, new Cell(column, ValueClass.TEXT_PADDING, "+2", "Xxx 9", "Xxx 9  "));
    }

    static Finding changed(String tenant, String key, Cell... cells) {
        return new Finding(tenant, key, RowClass.CHANGED, List.of(cells), Status.STABLE, "");
    }

    static Finding missing(String tenant, String key) {
        return new Finding(tenant, key, RowClass.MISSING, List.of(), Status.STABLE, "");
    }

    static Finding in(Status status, Finding finding) {
        return new Finding(
                finding.tenant(), finding.key(), finding.rowClass(), finding.cells(), status, finding.cause());
    }

    /** So many padded rows of a tenant. */
    static List<Finding> padded(String tenant, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> padded(tenant, tenant + "0" + row, "addr2"))
                .toList();
    }

    static TableResult result(String flow, String tenant, long changed, Verdict verdict) {
        Equation rows = new Equation(12, 1, 1, 10, 10, 10 - changed, changed, 0, 0, 0, 0, 0, 3, 0);
        return new TableResult(flow, "crm." + flow, tenant, rows, verdict, "changed: " + changed);
    }
}
