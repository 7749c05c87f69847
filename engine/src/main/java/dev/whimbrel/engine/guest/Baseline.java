package dev.whimbrel.engine.guest;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the canary takes while we leave the server alone, and the limit that follows from it. With nobody else there a server may
 * answer as slowly as it likes; where there is somebody, twice the quiet time is too much.
 */
final class Baseline {
    /** A canary of less than this above its quiet time is noise, in milliseconds. */
    private static final double NOISE = 5;
    /** Even where nobody seems to be there, in milliseconds. */
    private static final double ALONE = 500;

    private static final double FACTOR = 2;
    private static final int FIRST = 5;
    private static final int KEPT = 20;

    private final Deque<Double> quiet = new ArrayDeque<>();
    private double least = Double.NaN;

    /** A reading; it teaches the quiet time where it was quiet, where too few were so far, and where it is lower than that. */
    void see(double millis, boolean isQuiet) {
        if (isQuiet || quiet.size() < FIRST) {
            quiet.addLast(millis);
            if (quiet.size() > KEPT) {
                quiet.removeFirst();
            }
            least = Samples.median(quiet);
        } else if (millis < least) {
            least += (millis - least) / 10;
        }
    }

    /** The limit in milliseconds; {@code victims} is whether there is anybody whom we could hurt. */
    double limit(boolean victims) {
        double near = Double.isNaN(least) ? ALONE : Math.max(FACTOR * least, least + NOISE);
        return victims ? near : Math.max(ALONE, near);
    }
}
