package dev.whimbrel.control.ledger;

import dev.whimbrel.core.compare.Digest;
import java.util.Arrays;

/**
 * Identities of rows that landed the first time round, under keys that are whole numbers on both sides and ascend at the source. They
 * are kept in pages of {@value #SIZE} instead of a row each, which costs the target a small part of the time and space.
 */
public final class Pages {
    /** With 40 bytes for each row, a page of so many stays below the size from which PostgreSQL moves values out of a row. */
    static final int SIZE = 32;

    /** Longer keys have a row of their own: the text of one may be beyond what the database takes for a bigint. */
    static final int DIGITS = 18;

    private static final long GREATEST = 999_999_999_999_999_999L;
    private static final int DIGEST = 16;

    private long[] sources = new long[1024];
    private long[] targets = new long[1024];
    private int[] tenants = new int[1024];
    private byte[] digests = new byte[1024 * DIGEST];
    private boolean same = true;
    private int count;

    /** Whether a row with this source key may come next. */
    public boolean takes(long source) {
        boolean fits = source <= GREATEST && source >= -GREATEST;
        return fits && (count == 0 || source > sources[count - 1]);
    }

    /** Adds a row; {@code tenant} is the number of its owner. */
    public void add(long source, long target, int tenant, Digest digest) {
        if (!takes(source)) {
            throw new IllegalArgumentException("Source keys of pages ascend and have at most " + DIGITS + " digits");
        }
        if (count == sources.length) {
            grow();
        }
        sources[count] = source;
        targets[count] = target;
        tenants[count] = tenant;
        digest.put(digests, count * DIGEST);
        same &= source == target;
        count++;
    }

    private void grow() {
        int larger = 2 * count;
        sources = Arrays.copyOf(sources, larger);
        targets = Arrays.copyOf(targets, larger);
        tenants = Arrays.copyOf(tenants, larger);
        digests = Arrays.copyOf(digests, larger * DIGEST);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Forgets all rows. */
    public void clear() {
        count = 0;
        same = true;
    }

    int count() {
        return count;
    }

    Long[] sources() {
        return Arrays.stream(sources, 0, count).boxed().toArray(Long[]::new);
    }

    /** Whether each row has the same key on both sides. */
    boolean same() {
        return same;
    }

    Long[] targets() {
        return Arrays.stream(targets, 0, count).boxed().toArray(Long[]::new);
    }

    Integer[] tenants() {
        return Arrays.stream(tenants, 0, count).boxed().toArray(Integer[]::new);
    }

    byte[] digests() {
        return Arrays.copyOf(digests, count * DIGEST);
    }
}
