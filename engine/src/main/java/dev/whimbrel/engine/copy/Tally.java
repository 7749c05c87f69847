package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.value.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of the rows of a chunk so far, by tenant, and the digests of what was sent and of what stands. */
public final class Tally {
    /** One count for each of these, and {@link Counts} of them once they are asked for: rows are counted one by one. */
    private static final int READ = 0;

    private static final int INSERTED = 1;
    private static final int UPDATED = 2;
    private static final int UNCHANGED = 3;
    private static final int MERGED = 4;
    private static final int EXCLUDED = 5;
    private static final int QUARANTINED = 6;
    private static final int HELD = 7;
    private static final int LINKED = 8;

    private final Map<TenantId, long[]> counts = new LinkedHashMap<>();
    private final Map<String, Long> codes = new LinkedHashMap<>();
    private Digest written = Digest.ZERO;
    private Digest stored = Digest.ZERO;
    /** Counted where rows are read, in a thread of its own. */
    private final LongAdder bytes = new LongAdder();

    private long read;
    private long quarantined;

    private void add(TenantId owner, int what) {
        long[] known = counts.get(owner);
        if (known == null) {
            known = new long[LINKED + 1];
            counts.put(owner, known);
        }
        known[what]++;
    }

    void read(TenantId owner) {
        read++;
        add(owner, READ);
    }

    void inserted(TenantId owner) {
        add(owner, INSERTED);
    }

    void updated(TenantId owner) {
        add(owner, UPDATED);
    }

    void unchanged(TenantId owner) {
        add(owner, UNCHANGED);
    }

    void merged(TenantId owner) {
        add(owner, MERGED);
    }

    void excluded(TenantId owner) {
        add(owner, EXCLUDED);
    }

    void quarantined(TenantId owner, String code, boolean held) {
        quarantined++;
        add(owner, QUARANTINED);
        if (held) {
            add(owner, HELD);
        }
        codes.merge(code, 1L, Long::sum);
    }

    void linked(TenantId owner) {
        add(owner, LINKED);
    }

    /** The same row, its size counted. */
    SourceRow sized(SourceRow row) {
        bytes.add(row.bytes());
        return row;
    }

    /** A rough size of the rows read. */
    public long bytes() {
        return bytes.sum();
    }

    long readRows() {
        return read;
    }

    long quarantinedRows() {
        return quarantined;
    }

    void digests(Digest sent, Digest standing) {
        written = written.plus(sent);
        stored = stored.plus(standing);
    }

    public Map<TenantId, Counts> counts() {
        Map<TenantId, Counts> result = new LinkedHashMap<>();
        counts.forEach((owner, n) -> result.put(
                owner,
                new Counts(
                        n[READ],
                        n[INSERTED],
                        n[UPDATED],
                        n[UNCHANGED],
                        n[MERGED],
                        n[EXCLUDED],
                        n[QUARANTINED],
                        n[HELD],
                        n[LINKED])));
        return result;
    }

    public Counts total() {
        return counts().values().stream().reduce(Counts.ZERO, Counts::plus);
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
