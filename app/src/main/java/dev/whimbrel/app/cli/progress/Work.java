package dev.whimbrel.app.cli.progress;

import dev.whimbrel.control.ledger.Counts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How much is done and how fast. A row counts once for each step that passes over it. */
final class Work {
    private final long total;
    private final LongSupplier nanoTime;
    private final long start;
    private final Map<String, Long> rowsPerChunk = new HashMap<>();

    private long rows;
    private long passed;

    /** {@code total} is -1 where it is unknown; {@code nanoTime} is a clock as {@link System#nanoTime}. */
    Work(long total, LongSupplier nanoTime) {
        this.total = total;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    void planned(String flow, String step, int chunks, long estimate) {
        if (chunks > 0 && estimate > 0) {
            rowsPerChunk.put(flow + " " + step, estimate / chunks);
        }
    }

    void done(String flow, String step, Counts counts) {
        rows += counts.read();
        passed += counts.read() > 0
                ? counts.read()
                : Math.max(counts.linked(), rowsPerChunk.getOrDefault(flow + " " + step, 0L));
    }

    /** Rows read from the source. */
    long rows() {
        return rows;
    }

    /** Rows per second since the start. */
    long rate() {
        return (long) (rows / Math.max(0.001, seconds()));
    }

    /** From 0 to 0.99, since only the engine knows when all is done; -1 unknown. */
    double share() {
        return total <= 0 ? -1 : Math.min(0.99, (double) passed / total);
    }

    /** Time left at the rate so far; negative where it cannot be told. */
    Duration left() {
        if (total <= 0 || passed == 0 || passed >= total || seconds() < 1) {
            return Duration.ofSeconds(-1);
        }
        return Duration.ofMillis((long) (seconds() * 1000 / passed * (total - passed)));
    }

    private double seconds() {
        return (nanoTime.getAsLong() - start) / 1e9;
    }
}
