package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Cuts.Timing;
import java.time.Duration;
import java.util.List;

/**
 * Steers the size of a step's chunks by how long its latest ones took, so that each takes about as long as is wanted. The slowest
 * tenth is left out of account; growth is slow and shrinking quick, since a chunk that is too large holds its locks for too long and
 * one that is too small only costs a little.
 *
 * @param least no chunk is made smaller, however slow: also a brake on purpose makes chunks slow, and many tiny ones cost more
 * @param most no chunk is made larger
 */
record Servo(Duration wanted, int least, int most) {
    /** So many of a step's latest chunks tell. */
    static final int RECENT = 20;

    private static final int FIRST = 20_000;
    private static final int LEAST = 2_000;
    private static final double GROWTH = 1.5;
    private static final double SHRINKING = 0.5;

    /** Between a floor that is fixed and the largest chunk that is allowed. */
    static Servo upTo(int most, Duration wanted) {
        return new Servo(wanted, Math.min(LEAST, most), most);
    }

    /** The size to begin with: one at which a commit costs little already. */
    int first() {
        return Math.min(FIRST, most);
    }

    /** The size after {@code size}; chunks of less than half of it say more about what each chunk costs than about rows. */
    int next(int size, List<Timing> recent) {
        double[] seconds = recent.stream()
                .filter(timing -> timing.rows() * 2 >= size)
                .mapToDouble(timing -> timing.seconds() * size / timing.rows())
                .sorted()
                .toArray();
        return seconds.length == 0 ? bounded(size) : bounded(size * factor(p90(seconds)));
    }

    private static double p90(double[] sorted) {
        return sorted[(int) Math.ceil(0.9 * sorted.length) - 1];
    }

    private double factor(double seconds) {
        double factor = wanted.toNanos() / 1e9 / Math.max(seconds, 1e-9);
        return Math.max(SHRINKING, Math.min(GROWTH, factor));
    }

    private int bounded(double size) {
        return (int) Math.max(least, Math.min(most, Math.round(size)));
    }
}
