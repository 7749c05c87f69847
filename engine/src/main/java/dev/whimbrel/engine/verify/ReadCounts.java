package dev.whimbrel.engine.verify;

import dev.whimbrel.core.value.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** What became of the source's rows on the way through the mapping, by tenant. */
final class ReadCounts {
    private final Map<TenantId, Of> counts = new HashMap<>();
    private final LongAdder all;

    /** @param all counts every row, for progress */
    ReadCounts(LongAdder all) {
        this.all = all;
    }

    void read(TenantId tenant) {
        all.increment();
        of(tenant).source++;
    }

    void excluded(TenantId tenant) {
        of(tenant).excluded++;
    }

    void merged(TenantId tenant) {
        of(tenant).merged++;
    }

    Set<TenantId> tenants() {
        return counts.keySet();
    }

    Of of(TenantId tenant) {
        Of known = counts.get(tenant);
        if (known == null) {
            known = new Of();
            counts.put(tenant, known);
        }
        return known;
    }

    /** One tenant's. */
    static final class Of {
        long source;
        long excluded;
        long merged;
    }
}
