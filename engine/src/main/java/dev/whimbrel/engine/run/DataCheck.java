package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.core.value.TenantId;
import java.util.List;
import java.util.Map;

/**
 * What a run would make of every row, found without writing any: counts by flow and tenant, rejects by flow and code, and a few
 * masked samples of each.
 *
 * @param tripping flows of which so many rows fail that a run would be stopped by its breaker
 */
public record DataCheck(
        Map<String, Map<TenantId, Counts>> counts,
        Map<String, Map<String, Long>> rejects,
        List<Sample> samples,
        List<String> tripping) {
    /** An issue that a run would open. */
    public record Sample(String flow, Issue issue) {}

    public long rejected() {
        return rejects.values().stream()
                .flatMap(codes -> codes.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
