package dev.whimbrel.engine.compare;

import dev.whimbrel.core.value.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** What became of the source's rows on the way through the mapping, by tenant. */
public final class ReadCounts {
    private final Map<TenantId, Of> counts = new HashMap<>();
    private final LongAdder all;

    /** @param all counts every row, for progress */
    public ReadCounts(LongAdder all) {
        this.all = all;
    }

    public void read(TenantId tenant) {
        all.increment();
        of(tenant).source++;
    }

    /** Rows that the system itself found equal to those of the other side: no more is told of them than this. */
    public void alike(TenantId tenant, long rows) {
        of(tenant).source += rows;
        of(tenant).alike += rows;
    }

    long alike() {
        return counts.values().stream().mapToLong(of -> of.alike).sum();
    }

    public void excluded(TenantId tenant) {
        of(tenant).excluded++;
    }

    public void merged(TenantId tenant) {
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
        long alike;
    }
}
