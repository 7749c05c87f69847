package dev.whimbrel.engine.guest;

/**
 * Rows that may pass, filled at the allowed rate. A batch is taken out when it is done already, so that it may owe rows; who comes
 * next waits until they are made up for. Moments are those of {@link System#nanoTime}.
 */
final class Bucket {
    /** Seconds of the rate that may be saved up. */
    private static final double SAVED = 0.25;

    private double rate = Double.POSITIVE_INFINITY;
    private double rows;
    private long at;
    private long passed;
    private boolean held;

    Bucket(long now) {
        this.at = now;
    }

    synchronized void rate(double rowsPerSecond, long now) {
        settle(now);
        rate = rowsPerSecond;
        if (Double.isInfinite(rate)) {
            rows = 0;
        }
    }

    synchronized void take(int count, long now) {
        settle(now);
        passed += count;
        if (!Double.isInfinite(rate)) {
            rows -= count;
        }
    }

    /** Nanoseconds until nothing is owed any more, at the present rate. */
    synchronized long owed(long now) {
        settle(now);
        if (rows >= 0 || Double.isInfinite(rate)) {
            return 0;
        }
        held = true;
        return rate <= 0 ? Long.MAX_VALUE : (long) Math.ceil(-rows / rate * 1e9);
    }

    /** Whether anybody was made to wait since this was asked last. */
    synchronized boolean held() {
        boolean was = held;
        held = false;
        return was;
    }

    /** All rows that were ever taken. */
    synchronized long passed() {
        return passed;
    }

    private void settle(long now) {
        if (!Double.isInfinite(rate)) {
            rows = Math.min(rate * SAVED, rows + rate * (now - at) / 1e9);
        }
        at = now;
    }
}
