package dev.whimbrel.connectors.file;

import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.value.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many of a table's records have which owners. It gives up where they have too many different ones. */
final class OwnerTally {
    static final int MOST = 1 << 14;

    private final Map<Set<TenantId>, long[]> counts = new HashMap<>();
    private boolean whole = true;

    void add(Set<TenantId> owners) {
        if (!whole) {
            return;
        }
        counts.computeIfAbsent(owners, o -> new long[1])[0]++;
        if (counts.size() > MOST) {
            whole = false;
            counts.clear();
        }
    }

    /** Whether it holds all records that it was given. */
    boolean isWhole() {
        return whole;
    }

    /** The records to be read for these tenants, none of which means all, by the owner that stands in a row. */
    Map<TenantId, Long> of(Set<TenantId> tenants) {
        Map<TenantId, Long> rows = new TreeMap<>();
        counts.forEach((owners, count) -> {
            if (Owners.concerns(owners, tenants)) {
                rows.merge(Owners.one(owners), count[0], Long::sum);
            }
        });
        return rows;
    }

    /** By how many own each; a record whose owner cannot be read, such as a malformed line, counts as owned by none. */
    OwnerCounts spread() {
        long[] rows = new long[3];
        counts.forEach((owners, count) -> rows[Owners.number(owners)] += count[0]);
        return new OwnerCounts(rows[1], rows[2], rows[0]);
    }
}
