package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.value.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of the rows of a chunk so far, by tenant, and the digests of what was sent and of what stands. */
public final class Tally {
    private final Map<TenantId, Counts> counts = new LinkedHashMap<>();
    private final Map<String, Long> codes = new LinkedHashMap<>();
    private Digest written = Digest.ZERO;
    private Digest stored = Digest.ZERO;

    void add(TenantId owner, Counts one) {
        counts.merge(owner, one, Counts::plus);
    }

    void read(TenantId owner) {
        add(owner, new Counts(1, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    void inserted(TenantId owner) {
        add(owner, new Counts(0, 1, 0, 0, 0, 0, 0, 0, 0));
    }

    void updated(TenantId owner) {
        add(owner, new Counts(0, 0, 1, 0, 0, 0, 0, 0, 0));
    }

    void unchanged(TenantId owner) {
        add(owner, new Counts(0, 0, 0, 1, 0, 0, 0, 0, 0));
    }

    void merged(TenantId owner) {
        add(owner, new Counts(0, 0, 0, 0, 1, 0, 0, 0, 0));
    }

    void excluded(TenantId owner) {
        add(owner, new Counts(0, 0, 0, 0, 0, 1, 0, 0, 0));
    }

    void quarantined(TenantId owner, String code, boolean held) {
        add(owner, new Counts(0, 0, 0, 0, 0, 0, 1, held ? 1 : 0, 0));
        codes.merge(code, 1L, Long::sum);
    }

    void linked(TenantId owner) {
        add(owner, new Counts(0, 0, 0, 0, 0, 0, 0, 0, 1));
    }

    void digests(Digest sent, Digest standing) {
        written = written.plus(sent);
        stored = stored.plus(standing);
    }

    public Map<TenantId, Counts> counts() {
        return counts;
    }

    public Counts total() {
        return counts.values().stream().reduce(Counts.ZERO, Counts::plus);
    }

    /** Quarantined rows by the code of their first fault. */
    public Map<String, Long> codes() {
        return codes;
    }

    public String written() {
        return written.toString();
    }

    public String stored() {
        return stored.toString();
    }

    public boolean digestsEqual() {
        return written.equals(stored);
    }
}
