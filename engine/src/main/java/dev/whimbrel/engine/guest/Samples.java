package dev.whimbrel.engine.guest;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The last few numbers of a kind. */
final class Samples {
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

    /** What this part of the numbers is not above. */
    static double share(Collection<Double> numbers, double part) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }
}
