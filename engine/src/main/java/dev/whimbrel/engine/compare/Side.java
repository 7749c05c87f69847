package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The rows of one side as they pass by: by bucket their number and the sum of their digests, and on disk what it takes to find out
 * which differ where these are not equal. Equal sets of rows always have equal sums; of unequal ones it would take an accident of
 * one in 2^64 or less, for the sum is of 128 bits and a row that comes twice counts twice.
 */
final class Side implements AutoCloseable {
    private final RowForm form;
    private final Spill spill;
    private final int mask;
    private final long[] rows;
    private final Digest[] sums;
    private byte[] entry = new byte[256];

    /** @param buckets a power of two */
    Side(RowForm form, Path folder, int buckets) {
        this.form = form;
        this.spill = new Spill(folder, buckets);
        this.mask = buckets - 1;
        this.rows = new long[buckets];
        this.sums = new Digest[buckets];
        java.util.Arrays.fill(sums, Digest.ZERO);
    }

    void add(String key, Digest content, int tenant, int cause) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        Digest digest = form.key(name);
        int bucket = (int) digest.low() & mask;
        rows[bucket]++;
        sums[bucket] = sums[bucket].plus(form.both(digest, content));
        int size = Entry.size(name.length);
        if (entry.length < size) {
            entry = new byte[2 * size];
        }
        Entry.write(entry, digest, content, tenant, cause, name);
        spill.add(bucket, entry, size);
    }

    int buckets() {
        return rows.length;
    }

    long rows() {
        return java.util.Arrays.stream(rows).sum();
    }

    boolean equalsIn(int bucket, Side other) {
        return rows[bucket] == other.rows[bucket] && sums[bucket].equals(other.sums[bucket]);
    }

    List<Entry> entries(int bucket) {
        return Entry.all(spill.read(bucket));
    }

    @Override
    public void close() {
        spill.close();
    }
}
