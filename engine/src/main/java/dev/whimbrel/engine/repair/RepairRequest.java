package dev.whimbrel.engine.repair;

import dev.whimbrel.core.value.TenantId;
import java.util.Set;

/**
 * What somebody wants to have repaired.
 *
 * @param tenants whose rows; none means all, of which only a plan can be made
 * @param patterns ids of the only patterns; none means all
 * @param reason why; recorded with the run
 */
public record RepairRequest(Set<TenantId> tenants, Set<String> patterns, String reason) {
    public RepairRequest {
        tenants = Set.copyOf(tenants);
        patterns = Set.copyOf(patterns);
        reason = reason.strip();
    }

    boolean concerns(String pattern) {
        return patterns.isEmpty() || patterns.contains(pattern);
    }

    /** One word is a way past the question and no answer. */
    boolean saysWhy() {
        return reason.split("\\s+").length > 1;
    }
}
