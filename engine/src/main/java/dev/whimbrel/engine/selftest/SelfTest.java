package dev.whimbrel.engine.selftest;

import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.Disk;
import dev.whimbrel.engine.compare.RowComparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Attacks a comparison: real rows that match are mutated in every column in every way that their values can carry, one mutation in a
 * row and pass, and the comparison itself, with its digests, buckets, second look and classes, has to find each of them. Rows are
 * mutated as they were read; that the target would refuse some of them, and how they are read, is not looked at.
 */
public final class SelfTest {
    /** Rows that are mutated in one way in one column. */
    private static final int EACH = 20;

    private final Attacked attacked;
    private final List<Column> columns;
    private final Disk disk;
    private final long seed;

    /**
     * One comparison.
     *
     * @param subjects gives the comparison's subject, anew for each pass
     * @param columns that are compared, as the target has them and not as the comparison takes them
     * @param references places of columns that hold references
     * @param keys by which rows are known once they are mutated
     * @param sieve what sees rows before the comparison does
     */
    public record Attacked(
            Supplier<RowComparison.Subject> subjects,
            List<Column> columns,
            Set<Integer> references,
            Keys keys,
            Sieve sieve) {
        public Attacked {
            columns = List.copyOf(columns);
            references = Set.copyOf(references);
        }
    }

    public SelfTest(Attacked attacked, Disk disk, long seed) {
        this.attacked = attacked;
        this.columns = attacked.columns();
        this.disk = new Disk(disk.folder(), 64, disk.key());
        this.seed = seed;
    }

    /**
     * Reads rows and attacks the comparison with them.
     *
     * @param estimate rows that there are, by about
     * @param most rows that are taken
     */
    public Tested execute(long estimate, int most) {
        Slice read = Slice.read(attacked.subjects().get(), estimate, most);
        // What differs by itself is no place for a mutation.
        Compared asTheyStand = compare(read, Map.of());
        Slice slice = read.without(asTheyStand.all());
        Map<String, long[]> counts = new LinkedHashMap<>();
        Map<String, Planted> kinds = new LinkedHashMap<>();
        List<Map<String, Planted>> passes = passes(slice);
        Sifting sifting = new Sifting(attacked.sieve(), columns, passes);
        for (Map<String, Planted> pass : passes) {
            Map<String, List<ActualRow>> instead = new HashMap<>();
            pass.forEach((key, planted) -> instead.put(key, planted.rows()));
            Compared found = compare(slice, instead);
            pass.forEach((key, planted) -> {
                long[] count = counts.computeIfAbsent(planted.name(), name -> new long[4]);
                kinds.putIfAbsent(planted.name(), planted);
                boolean seen = sifting.lets(key, planted);
                Finding finding = seen ? found.findings().get(key) : null;
                count[0]++;
                count[1] += finding == null ? 0 : 1;
                count[2] += seen && found.tolerated().contains(key) ? 1 : 0;
                count[3] += finding != null && planted.isNamedBy(finding) ? 1 : 0;
            });
        }
        List<Rate> rates = new ArrayList<>();
        counts.forEach((name, count) -> {
            Planted kind = Objects.requireNonNull(kinds.get(name));
            rates.add(new Rate(kind.column(), kind.mutation(), count[0], count[1], count[2], count[3]));
        });
        Set<String> tried = rates.stream().map(Rate::column).collect(Collectors.toSet());
        List<String> untried = columns.stream()
                .map(Column::name)
                .filter(name -> !tried.contains(name))
                .toList();
        return new Tested(slice.size(), seed, rates, untried, sifting.asked(), sifting.unasked());
    }

    /** All that is planted, in as few passes as a row can only carry one mutation at a time. */
    private List<Map<String, Planted>> passes(Slice slice) {
        List<Map<String, Planted>> passes = new ArrayList<>();
        Random random = new Random(seed);
        List<String> keys = new ArrayList<>(slice.keys());
        Map<String, Integer> counts = new HashMap<>();
        Collections.shuffle(keys, random);
        for (String key : keys) {
            rowMutations(slice, key, counts, passes);
        }
        for (int place = 0; place < columns.size(); place++) {
            Mutating mutating =
                    new Mutating(columns.get(place), attacked.references().contains(place));
            String column = columns.get(place).name();
            Collections.shuffle(keys, random);
            for (int i = 0; i < keys.size(); i++) {
                ActualRow row = slice.row(keys.get(i));
                Map<Mutation, @Nullable Object> made = mutating.of(row.values()[place]);
                Object other = slice.row(keys.get((i + 1) % keys.size())).values()[place];
                if (other != null && !Mutating.isSame(other, row.values()[place])) {
                    made.put(Mutation.OTHER_ROW, other);
                }
                int at = place;
                made.forEach((mutation, value) -> {
                    ActualRow mutated = with(row, at, value);
                    boolean another = !mutated.key().equals(row.key());
                    // In the place of a row that stands it would be one that comes twice, and not this mutation alone.
                    if (!another || !slice.has(mutated.key())) {
                        plant(row.key(), new Planted(column, mutation, List.of(mutated), another), counts, passes);
                    }
                });
            }
        }
        return passes;
    }

    private void rowMutations(Slice slice, String key, Map<String, Integer> counts, List<Map<String, Planted>> passes) {
        ActualRow row = slice.row(key);
        plant(key, new Planted("", Mutation.DROPPED_ROW, List.of()), counts, passes);
        plant(key, new Planted("", Mutation.DOUBLED_ROW, List.of(row, row)), counts, passes);
        if (attacked.keys().areContent()) {
            // What is known by its content alone, and has that of another row, is that row once more.
            return;
        }
        String strange = key + "-strange";
        plant(
                strange,
                new Planted("", Mutation.STRANGE_ROW, List.of(new ActualRow(strange, row.values()))),
                counts,
                passes);
    }

    private ActualRow with(ActualRow row, int place, @Nullable Object value) {
        @Nullable Object[] values = row.values().clone();
        values[place] = value;
        return new ActualRow(attacked.keys().of(row.key(), place, values), values);
    }

    private static void plant(
            String key, Planted planted, Map<String, Integer> counts, List<Map<String, Planted>> passes) {
        if (counts.merge(planted.name(), 1, Integer::sum) > EACH) {
            return;
        }
        for (Map<String, Planted> pass : passes) {
            if (pass.putIfAbsent(key, planted) == null) {
                return;
            }
        }
        Map<String, Planted> another = new LinkedHashMap<>();
        another.put(key, planted);
        passes.add(another);
    }

    /**
     * What a comparison said of rows.
     *
     * @param findings by key
     * @param tolerated keys of rows that differ within declared tolerances only
     */
    private record Compared(Map<String, Finding> findings, Set<String> tolerated) {
        /** Keys of all rows that are not the same on both sides. */
        Set<String> all() {
            Set<String> all = new HashSet<>(findings.keySet());
            all.addAll(tolerated);
            return all;
        }
    }

    private Compared compare(Slice slice, Map<String, List<ActualRow>> instead) {
        RowComparison.Subject subject = attacked.subjects().get().of(slice.expected(), slice.actual(instead));
        Set<String> tolerated = new HashSet<>();
        try (RowComparison comparison = new RowComparison(
                        subject, new RowComparison.Scope(new HashSet<>()), disk, Duration.ZERO, new LongAdder())
                .tellingTolerated(tolerated::add)) {
            Map<String, Finding> findings = new HashMap<>();
            // A row under another owner is told of on both sides; in which column it differs, of the one that misses
            // it.
            comparison
                    .execute()
                    .findings()
                    .forEach(finding -> findings.merge(
                            finding.key(),
                            finding,
                            (one, other) -> other.cells().isEmpty() ? one : other));
            return new Compared(findings, tolerated);
        }
    }
}
