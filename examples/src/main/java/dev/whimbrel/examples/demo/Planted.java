package dev.whimbrel.examples.demo;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the generator planted, counted while it wrote.
 *
 * @param rows rows written, by table
 * @param counts by oddity, then by branch; branch 0 holds what belongs to no branch or to several
 */
public record Planted(SortedMap<String, Long> rows, Map<Oddity, SortedMap<Integer, Long>> counts) {
    public Planted {
        rows = new TreeMap<>(rows);
        counts = new EnumMap<>(counts);
    }

    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    public long total(Oddity oddity) {
        return of(oddity).values().stream().mapToLong(Long::longValue).sum();
    }

    public long of(Oddity oddity, int branch) {
        return of(oddity).getOrDefault(branch, 0L);
    }

    private SortedMap<Integer, Long> of(Oddity oddity) {
        return counts.getOrDefault(oddity, new TreeMap<>());
    }
}
