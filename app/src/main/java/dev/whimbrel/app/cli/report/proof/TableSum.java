package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One flow over all tenants.
 *
 * @param label how it is called where the table alone would not do
 * @param verdicts how many tenants have each
 * @param others the verdict of rows of everybody ({@code *}) and of nobody known ({@code ?}), as far as there are any
 * @param unmatched results that are no full match, the most pressing first
 */
record TableSum(
        String flow,
        String table,
        String label,
        Equation rows,
        Map<Verdict, Long> verdicts,
        Map<String, Verdict> others,
        List<TableResult> unmatched) {
    private static final Comparator<TableResult> PRESSING_FIRST = Comparator.comparing(
                    TableResult::verdict, VerdictWords.PRESSING_FIRST)
            .thenComparing(result -> -result.rows().open())
            .thenComparing(TableResult::tenant);

    TableSum {
        verdicts = Collections.unmodifiableMap(verdicts);
        others = Collections.unmodifiableMap(others);
        unmatched = List.copyOf(unmatched);
    }

    /** Whether its rows were counted: of a table that could not be compared at all nobody knows how many there are. */
    boolean isCounted() {
        return !rows.equals(Equation.ZERO) || unmatched.stream().noneMatch(TableSum::isUncounted);
    }

    /** Whether nothing was counted of a tenant in a table, which is another thing than that he has no rows there. */
    static boolean isUncounted(TableResult result) {
        return result.verdict() == Verdict.INCOMPARABLE && result.rows().equals(Equation.ZERO);
    }

    static TableSum of(List<TableResult> results, boolean tableIsUnique) {
        TableResult any = results.get(0);
        Equation rows = Equation.ZERO;
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        Map<String, Verdict> others = new TreeMap<>();
        List<TableResult> unmatched = new ArrayList<>();
        for (TableResult result : results) {
            rows = rows.plus(result.rows());
            if (TenantId.isOne(result.tenant())) {
                verdicts.merge(result.verdict(), 1L, Long::sum);
            } else {
                others.put(result.tenant(), result.verdict());
            }
            if (result.verdict() != Verdict.FULL_MATCH) {
                unmatched.add(result);
            }
        }
        unmatched.sort(PRESSING_FIRST);
        String table = Shown.name(any.table());
        String label = tableIsUnique ? table : table + " · " + Shown.name(any.flow());
        return new TableSum(any.flow(), any.table(), label, rows, verdicts, others, unmatched);
    }
}
