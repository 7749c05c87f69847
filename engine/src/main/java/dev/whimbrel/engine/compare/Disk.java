package dev.whimbrel.engine.compare;

import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Where a comparison puts aside what does not fit into memory.
 *
 * @param buckets a power of two
 * @param key under which digests are made, drawn anew for each comparison
 */
public record Disk(Path folder, int buckets, long key) {
    /** Rows that share a bucket: it is held in memory where it has to be looked into. */
    private static final long PER_BUCKET = 20_000;

    private static final int FEWEST = 64;
    private static final int MOST = 4_096;
    /** Of tables whose size nobody knows, such as files that were not looked through yet. */
    private static final int UNKNOWN = 1_024;

    /** For about so many rows on each side, 0 or less where nobody knows; in the folder for temporary files. */
    public static Disk forRows(long rows, SecureRandom random) {
        return new Disk(Path.of(System.getProperty("java.io.tmpdir")), buckets(rows), random.nextLong());
    }

    private static int buckets(long rows) {
        if (rows <= 0) {
            return UNKNOWN;
        }
        long wanted = Long.highestOneBit(Math.max(1, rows / PER_BUCKET)) * 2;
        return (int) Math.max(FEWEST, Math.min(MOST, wanted));
    }
}
