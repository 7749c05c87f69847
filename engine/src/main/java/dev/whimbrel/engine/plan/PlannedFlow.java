package dev.whimbrel.engine.plan;

import dev.whimbrel.core.port.OwnerCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do with one flow.
 *
 * @param ownership in words: "own column branch_id", "site_id → site.branch_id", "everyone"
 * @param steps COPY, or STAGE and RESOLVE, and LINK
 * @param rows rows that the run would read
 * @param about the rows are the source system's own estimate
 * @param owners rows of the whole table by how many tenants own each; null where it was not asked for
 * @param unevaluated CHECK constraints that only the target itself can evaluate
 */
public record PlannedFlow(
        String name,
        String source,
        String target,
        List<String> key,
        String ownership,
        List<String> steps,
        long rows,
        boolean about,
        @Nullable OwnerCounts owners,
        List<String> unevaluated) {
    public PlannedFlow {
        key = List.copyOf(key);
        steps = List.copyOf(steps);
        unevaluated = List.copyOf(unevaluated);
    }
}
