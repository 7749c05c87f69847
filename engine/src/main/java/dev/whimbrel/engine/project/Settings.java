package dev.whimbrel.engine.project;

import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.engine.guest.GuestSettings;
import java.time.Duration;

/**
 * How a run works.
 *
 * @param workers chunks copied at once
 * @param chunk greatest size of a chunk
 * @param lease how long a silent worker keeps its chunk
 * @param chunkTime how long a chunk should take; its size is steered by that
 * @param rebuild indexes of tables that are filled from nothing are put aside and made again
 * @param guest how it treats those who live from the same servers
 */
public record Settings(
        int workers,
        ChunkSize chunk,
        Breaker breaker,
        Duration lease,
        Duration chunkTime,
        boolean rebuild,
        GuestSettings guest) {
    public static final Settings DEFAULT = new Settings(
            2,
            new ChunkSize(100_000, 64L << 20),
            new Breaker(0.2, 50),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            false,
            GuestSettings.DEFAULT);

    public Settings {
        if (workers < 1) {
            throw new IllegalArgumentException("A run has at least one worker");
        }
    }

    /** The same with another number of workers. */
    public Settings withWorkers(int number) {
        return new Settings(number, chunk, breaker, lease, chunkTime, rebuild, guest);
    }

    /** The same with chunks of another size. */
    public Settings withChunk(ChunkSize size) {
        return new Settings(workers, size, breaker, lease, chunkTime, rebuild, guest);
    }

    /** The same as another guest. */
    public Settings with(GuestSettings other) {
        return new Settings(workers, chunk, breaker, lease, chunkTime, rebuild, other);
    }

    /** A run stops once {@code rows} rows and a {@code share} (0 to 1) of all rows seen have failed. */
    public record Breaker(double share, int rows) {
        public Breaker {
            if (!(share > 0 && share <= 1) || rows < 1) {
                throw new IllegalArgumentException("A breaker's share is above 0 and up to 1, its rows at least 1");
            }
        }
    }
}
