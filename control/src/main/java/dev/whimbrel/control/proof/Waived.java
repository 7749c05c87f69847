package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What waivers cover of one flow's findings.
 *
 * @param rows covered rows by pattern and tenant
 * @param overMatching waivers that cover nothing because they match too many rows
 * @param expired waivers of the flow that cover nothing because their last day is over
 */
public record Waived(Map<Pattern, Map<String, Long>> rows, List<OverMatching> overMatching, List<Waiver> expired) {
    public static final Waived NONE = new Waived(Map.of(), List.of(), List.of());

    /** A waiver, and the rows that it matches. */
    public record OverMatching(Waiver waiver, long rows) {}

    public Waived {
        Map<Pattern, Map<String, Long>> copy = new HashMap<>();
        rows.forEach((pattern, tenants) -> copy.put(pattern, Map.copyOf(tenants)));
        rows = Map.copyOf(copy);
        overMatching = List.copyOf(overMatching);
        expired = List.copyOf(expired);
    }

    /** Covered rows of a pattern and tenant. */
    public long of(Pattern pattern, String tenant) {
        return rows.getOrDefault(pattern, Map.of()).getOrDefault(tenant, 0L);
    }

    /** Covered rows of a tenant, all patterns together. */
    public long of(String tenant) {
        return rows.values().stream()
                .mapToLong(tenants -> tenants.getOrDefault(tenant, 0L))
                .sum();
    }
}
