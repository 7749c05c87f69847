package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.core.difference.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tenants in one line of the grid.
 *
 * @param verdict of each of them, all tables together; null where none was given, as for rows that several share
 * @param alike whether all of them have the same verdict in each table
 * @param spots one for each table
 */
record TenantGroup(@Nullable Verdict verdict, List<String> tenants, boolean alike, List<Spot> spots) {
    TenantGroup {
        tenants = List.copyOf(tenants);
        spots = List.copyOf(spots);
    }

    /**
     * Where a line of the grid crosses a table.
     *
     * @param verdicts how many of the line's tenants have each; empty where there are no such rows
     * @param open rows of these tenants that differ and were accepted by nobody
     */
    record Spot(Map<Verdict, Integer> verdicts, long open) {}
}
