package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tenants that go together, by name. Nobody is in two cohorts. They are no part of the mapping: another cohort makes no other rows.
 *
 * @param members by the cohort's name, in the order of the file
 */
public record Cohorts(Map<String, List<TenantId>> members) {
    public Cohorts {
        Map<String, List<TenantId>> copy = new LinkedHashMap<>();
        members.forEach((name, tenants) -> copy.put(name, List.copyOf(tenants)));
        members = Collections.unmodifiableMap(copy);
    }

    /** All tenants of some cohorts; a fault where a name is not known. */
    public Set<TenantId> of(Collection<String> names) {
        Set<TenantId> tenants = new TreeSet<>();
        for (String name : names) {
            List<TenantId> cohort = members.get(name);
            if (cohort == null) {
                throw unknown(name);
            }
            tenants.addAll(cohort);
        }
        return tenants;
    }

    private Fault unknown(String name) {
        return Fault.user(
                "COHORT_UNKNOWN",
                "Cannot go on: there is no cohort " + name,
                members.isEmpty()
                        ? "Declare one in the project file under `cohorts:`."
                        : "Name one of these: " + String.join(", ", members.keySet()) + ".");
    }
}
