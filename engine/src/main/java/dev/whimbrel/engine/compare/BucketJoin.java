package dev.whimbrel.engine.compare;

import dev.whimbrel.core.difference.RowClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Finds the rows of one bucket that are not the same on both sides. Rows of equal key are paired, equal contents first. */
final class BucketJoin {
    private static final Comparator<Entry> BY_KEY = Comparator.comparing(Entry::key);

    private final Consumer<Suspect> suspects;

    BucketJoin(Consumer<Suspect> suspects) {
        this.suspects = suspects;
    }

    void join(List<Entry> expected, List<Entry> actual) {
        expected.sort(BY_KEY);
        actual.sort(BY_KEY);
        int left = 0;
        int right = 0;
        while (left < expected.size() || right < actual.size()) {
            int order = order(expected, left, actual, right);
            int leftEnd = order <= 0 ? end(expected, left) : left;
            int rightEnd = order >= 0 ? end(actual, right) : right;
            same(expected.subList(left, leftEnd), actual.subList(right, rightEnd));
            left = leftEnd;
            right = rightEnd;
        }
    }

    private static int order(List<Entry> expected, int left, List<Entry> actual, int right) {
        if (left == expected.size()) {
            return 1;
        }
        return right == actual.size() ? -1 : BY_KEY.compare(expected.get(left), actual.get(right));
    }

    private static int end(List<Entry> entries, int start) {
        int end = start + 1;
        while (end < entries.size()
                && entries.get(end).key().equals(entries.get(start).key())) {
            end++;
        }
        return end;
    }

    /** Rows of one key. */
    private void same(List<Entry> expected, List<Entry> actual) {
        if (expected.size() == 1 && actual.size() == 1) {
            if (differ(expected.get(0), actual.get(0))) {
                suspects.accept(new Suspect(RowClass.CHANGED, false, expected.get(0), actual.get(0)));
            }
            return;
        }
        List<Entry> left = new ArrayList<>(expected);
        List<Entry> right = new ArrayList<>(actual);
        left.removeIf(entry -> takeEqual(entry, right));
        boolean multiple = !expected.isEmpty() && !actual.isEmpty();
        int pairs = Math.min(left.size(), right.size());
        for (int i = 0; i < pairs; i++) {
            suspects.accept(new Suspect(RowClass.CHANGED, false, left.get(i), right.get(i)));
        }
        left.subList(pairs, left.size())
                .forEach(entry -> suspects.accept(new Suspect(RowClass.MISSING, multiple, entry, null)));
        right.subList(pairs, right.size())
                .forEach(entry -> suspects.accept(new Suspect(RowClass.EXTRA, multiple, null, entry)));
    }

    private static boolean takeEqual(Entry entry, List<Entry> among) {
        for (int i = 0; i < among.size(); i++) {
            if (!differ(entry, among.get(i))) {
                among.remove(i);
                return true;
            }
        }
        return false;
    }

    /** A row that the mapping cannot make equals none. */
    private static boolean differ(Entry expected, Entry actual) {
        return expected.cause() != 0 || !expected.content().equals(actual.content());
    }
}
