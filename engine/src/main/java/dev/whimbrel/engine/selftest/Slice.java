package dev.whimbrel.engine.selftest;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.ActualRows;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.ExpectedRows;
import dev.whimbrel.engine.compare.ReadCounts;
import dev.whimbrel.engine.compare.RowComparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Real rows of both sides, held in memory: the expected ones as the mapping makes them, the actual ones as they were read. */
final class Slice {
    private final List<ExpectedRow> expected;
    private final Map<String, ActualRow> actual;

    private Slice(List<ExpectedRow> expected, Map<String, ActualRow> actual) {
        this.expected = List.copyOf(expected);
        this.actual = actual;
    }

    /** Rows that stand once on each side: every so-manieth of about {@code estimate}, {@code most} of them. */
    static Slice read(RowComparison.Subject subject, long estimate, int most) {
        long every = Math.max(1, estimate / most);
        List<ExpectedRow> chosen = new ArrayList<>();
        long[] passed = {0};
        try {
            subject.expected().each(new ReadCounts(new LongAdder()), row -> {
                if (passed[0]++ % every == 0 && row.values() != null) {
                    chosen.add(row);
                }
                if (chosen.size() >= most) {
                    throw new Enough();
                }
            });
        } catch (Enough enough) {
            // That many were wanted.
        }
        Map<String, List<ActualRow>> found =
                subject.actual().find(chosen.stream().map(ExpectedRow::key).collect(Collectors.toSet()));
        Map<String, Long> times =
                chosen.stream().collect(Collectors.groupingBy(ExpectedRow::key, Collectors.counting()));
        List<ExpectedRow> both = new ArrayList<>();
        Map<String, ActualRow> actual = new LinkedHashMap<>();
        for (ExpectedRow row : chosen) {
            List<ActualRow> rows = found.getOrDefault(row.key(), List.of());
            if (rows.size() == 1 && times.getOrDefault(row.key(), 0L) == 1) {
                both.add(row);
                actual.put(row.key(), read(rows.get(0)));
            }
        }
        return new Slice(both, actual);
    }

    /** With values read that are carried as they were sent. */
    private static ActualRow read(ActualRow row) {
        @Nullable Object[] values = new @Nullable Object[row.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Carried.read(row.values()[i]);
        }
        return new ActualRow(row.key(), values);
    }

    int size() {
        return expected.size();
    }

    List<String> keys() {
        return List.copyOf(actual.keySet());
    }

    ActualRow row(String key) {
        ActualRow row = actual.get(key);
        if (row == null) {
            throw new IllegalArgumentException("No such row in the slice");
        }
        return row;
    }

    boolean has(String key) {
        return actual.containsKey(key);
    }

    Slice without(Set<String> keys) {
        Map<String, ActualRow> left = new LinkedHashMap<>(actual);
        left.keySet().removeAll(keys);
        return new Slice(
                expected.stream().filter(row -> !keys.contains(row.key())).toList(), left);
    }

    /** The expected rows, as a comparison asks for them. */
    ExpectedRows expected() {
        return new ExpectedRows() {
            @Override
            public void each(ReadCounts read, Consumer<ExpectedRow> rows) {
                expected.forEach(row -> {
                    read.read(row.tenant());
                    rows.accept(row);
                });
            }

            @Override
            public Map<String, List<ExpectedRow>> find(Collection<String> keys) {
                return expected.stream()
                        .filter(row -> keys.contains(row.key()))
                        .collect(Collectors.groupingBy(ExpectedRow::key));
            }
        };
    }

    /** The actual rows, those of {@code instead} in place of their own: none, one or several of a key. */
    ActualRows actual(Map<String, List<ActualRow>> instead) {
        Map<String, List<ActualRow>> standing = new HashMap<>();
        actual.forEach((key, row) -> standing.put(key, List.of(row)));
        standing.putAll(instead);
        // A mutation of its key makes a row another one, which is found under that.
        Map<String, List<ActualRow>> rows =
                standing.values().stream().flatMap(List::stream).collect(Collectors.groupingBy(ActualRow::key));
        return new ActualRows() {
            @Override
            public void each(LongAdder all, Consumer<ActualRow> to) {
                rows.values()
                        .forEach(same -> same.forEach(row -> {
                            all.increment();
                            to.accept(row);
                        }));
            }

            @Override
            public Map<String, List<ActualRow>> find(Collection<String> keys) {
                Map<String, List<ActualRow>> found = new HashMap<>(rows);
                found.keySet().retainAll(keys);
                return found;
            }
        };
    }

    /** Enough rows were read. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }
}
