package dev.whimbrel.engine.guest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a feeler feels while we leave the servers alone: the limit is twice that, as 95 of 100 fare of somebody who is always at work. It goes on learning in each gap
 * that a held run leaves, slowly: what comes and goes within some seconds, such as a heavy query, does not change it.
 */
final class Quiet {
    /** Touches after which they are summed up. */
    static final int LOT = 40;

    private static final int LOTS = 9;
    private static final double FACTOR = 2;
    /** Less than this above the quiet time is noise, in milliseconds. */
    private static final double NOISE = 0.5;

    private final List<Double> lot = new ArrayList<>();
    private final Deque<Double> lots = new ArrayDeque<>();

    void see(double millis) {
        lot.add(millis);
        if (lot.size() == LOT) {
            lots.addLast(Samples.felt(lot));
            lot.clear();
            if (lots.size() > LOTS) {
                lots.removeFirst();
            }
        }
    }

    boolean isKnown() {
        return !lots.isEmpty();
    }

    /** The limit in milliseconds, infinite while too little is known. */
    double limit() {
        if (lots.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        // Of the better half: what our own work leaves behind spoils some. While few are known, what comes and goes
        // could be half of them.
        double usual = Samples.share(lots, lots.size() < LOTS ? 0.25 : 0.5);
        return Math.max(FACTOR * usual, usual + NOISE);
    }
}
