package dev.whimbrel.core.difference;

import dev.whimbrel.core.schema.Column;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds columns of a row whose values changed places among themselves: what is there is what was expected, in another order. */
final class Exchange {
    private final List<Column> columns;
    private final @Nullable Object[] expected;
    private final @Nullable Object[] actual;

    Exchange(List<Column> columns, @Nullable Object[] expected, @Nullable Object[] actual) {
        this.columns = columns;
        this.expected = expected;
        this.actual = actual;
    }

    /** Marks the columns that changed places; the mask names the column from which the value came. */
    void mark(@Nullable ValueDifference[] found) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (RowClassifier.mayBeOfRow(found[i])) {
                places.add(i);
            }
        }
        if (places.size() < 2) {
            return;
        }
        Map<Integer, ByteBuffer> wanted = forms(places, expected);
        Map<Integer, ByteBuffer> there = forms(places, actual);
        narrow(wanted, there);
        if (counts(wanted).equals(counts(there))) {
            wanted.keySet().forEach(i -> found[i] = swapped(wanted, there.get(i)));
        }
    }

    private Map<Integer, ByteBuffer> forms(List<Integer> places, @Nullable Object[] values) {
        Map<Integer, ByteBuffer> forms = new HashMap<>();
        places.forEach(i -> forms.put(i, Equality.form(columns.get(i), values[i])));
        return forms;
    }

    /** Leaves out columns that take no part, until each value is found on both sides. */
    private static void narrow(Map<Integer, ByteBuffer> wanted, Map<Integer, ByteBuffer> there) {
        boolean again = true;
        while (again) {
            List<Integer> alone = wanted.keySet().stream()
                    .filter(i -> !there.containsValue(wanted.get(i)) || !wanted.containsValue(there.get(i)))
                    .toList();
            again = !alone.isEmpty();
            wanted.keySet().removeAll(alone);
            there.keySet().removeAll(alone);
        }
    }

    private static Map<ByteBuffer, Integer> counts(Map<Integer, ByteBuffer> forms) {
        Map<ByteBuffer, Integer> counts = new HashMap<>();
        forms.values().forEach(form -> counts.merge(form, 1, Integer::sum));
        return counts;
    }

    private ValueDifference swapped(Map<Integer, ByteBuffer> wanted, @Nullable ByteBuffer value) {
        int from = wanted.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElseThrow();
        return new ValueDifference(
                ValueClass.SWAPPED, "from " + columns.get(from).name());
    }
}
