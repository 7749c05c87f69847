package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.difference.RowClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Keeps rows that are missing and rows that are extra until all are there, since two of them may be one row under two keys: their
 * contents are equal, and no other row's is. Rows whose keys differ in nothing but the owner are paired first; beyond that, rows of two
 * owners are never taken for one. Where there are too many to remember, they are no longer looked at that way.
 */
final class Rekeyed {
    private static final int MOST = 200_000;

    private final KeyColumns keys;
    private final Digest empty;
    private final Consumer<List<Seen>> single;
    private final Consumer<List<Seen>> paired;
    private final List<Seen> waiting = new ArrayList<>();

    /**
     * @param empty content of a row that holds nothing beside its key, by which nothing is known again
     * @param single told of rows that stand alone
     * @param paired told of rows that are one row under two keys: the missing one, then the extra one
     */
    Rekeyed(KeyColumns keys, Digest empty, Consumer<List<Seen>> single, Consumer<List<Seen>> paired) {
        this.keys = keys;
        this.empty = empty;
        this.single = single;
        this.paired = paired;
    }

    void add(Seen row) {
        waiting.add(row);
        if (waiting.size() >= MOST) {
            single.accept(List.copyOf(waiting));
            waiting.clear();
        }
    }

    void end() {
        List<Seen> pairs = new ArrayList<>();
        List<Seen> others = List.copyOf(waiting);
        if (keys.holdOwner()) {
            others = unpaired(others, keys::withoutOwner, true, pairs);
        }
        others = unpaired(others, keys::owner, false, pairs);
        single.accept(others);
        paired.accept(pairs);
        waiting.clear();
    }

    private record Likeness(Digest content, String key) {}

    /**
     * Moves pairs of equal content and equal {@code ofKey} to {@code pairs}, and gives those that are left.
     *
     * @param byKey whether a row is known again by {@code ofKey} alone, should it hold nothing beside its key
     */
    private List<Seen> unpaired(List<Seen> rows, UnaryOperator<String> ofKey, boolean byKey, List<Seen> pairs) {
        Map<Likeness, List<Seen>> alike = new HashMap<>();
        for (Seen row : rows) {
            Likeness likeness = new Likeness(
                    content(row.suspect()), ofKey.apply(row.suspect().key()));
            alike.computeIfAbsent(likeness, no -> new ArrayList<>()).add(row);
        }
        List<Seen> left = new ArrayList<>();
        alike.forEach((likeness, same) -> {
            same.sort(Comparator.comparing(row -> row.suspect().rowClass()));
            boolean isKnown = !likeness.content().equals(empty)
                    || (byKey && !likeness.key().isEmpty());
            (isPair(same) && isKnown ? pairs : left).addAll(same);
        });
        return left;
    }

    private static Digest content(Suspect suspect) {
        return suspect.rowClass() == RowClass.MISSING
                ? Objects.requireNonNull(suspect.expected()).content()
                : Objects.requireNonNull(suspect.actual()).content();
    }

    private static boolean isPair(List<Seen> same) {
        return same.size() == 2
                && same.get(0).suspect().rowClass() != same.get(1).suspect().rowClass()
                && same.stream().allMatch(row -> canBeMade(row.suspect()));
    }

    private static boolean canBeMade(Suspect suspect) {
        Entry expected = suspect.expected();
        return expected == null || expected.cause() == 0;
    }
}
