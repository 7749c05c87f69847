package dev.whimbrel.engine.guest;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;

/** The last few numbers of a kind. */
final class Samples {
    /** A microsecond, in milliseconds: nothing takes no time. */
    private static final double LEAST = 0.001;

    private final int kept;
    private final Deque<Double> numbers = new ArrayDeque<>();

    Samples(int kept) {
        this.kept = kept;
    }

    void add(double number) {
        numbers.addLast(number);
        if (numbers.size() > kept) {
            numbers.removeFirst();
        }
    }

    int size() {
        return numbers.size();
    }

    void clear() {
        numbers.clear();
    }

    double share(double part) {
        return share(numbers, part);
    }

    /** See {@link #felt(Collection)}. */
    double felt() {
        return felt(numbers);
    }

    double median() {
        return median(numbers);
    }

    long above(double bound) {
        return numbers.stream().filter(number -> number > bound).count();
    }

    /** The lower one of the middle. */
    static double median(Collection<Double> numbers) {
        return share(numbers, 0.5);
    }

    /**
     * The p95 of somebody who is always at work, from times that were taken at evenly spread moments: a moment in which all takes ten
     * times as long holds a tenth of his transactions, so that each time counts by its inverse.
     */
    static double felt(Collection<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(it -> Math.max(LEAST, it)).sorted().toArray();
        double slower = 0.05 * Arrays.stream(sorted).map(it -> 1 / it).sum();
        int at = sorted.length - 1;
        for (double above = 0; at > 0; at--) {
            above += 1 / sorted[at];
            if (above > slower) {
                break;
            }
        }
        return at < 0 ? Double.NaN : sorted[at];
    }

    /** What this part of the numbers is not above. */
    static double share(Collection<Double> numbers, double part) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }
}
