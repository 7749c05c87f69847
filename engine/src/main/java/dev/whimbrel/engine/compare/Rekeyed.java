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

/**
 * Keeps rows that are missing and rows that are extra until all are there, since two of them may be one row under two keys: their
 * contents are equal, and no other row's is. Where there are too many to remember, they are no longer looked at that way.
 */
final class Rekeyed {
    private static final int MOST = 200_000;

    private final Consumer<List<Seen>> single;
    private final Consumer<List<Seen>> paired;
    private final List<Seen> waiting = new ArrayList<>();

    /**
     * @param single told of rows that stand alone
     * @param paired told of rows that are one row under two keys: the missing one, then the extra one
     */
    Rekeyed(Consumer<List<Seen>> single, Consumer<List<Seen>> paired) {
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
        Map<Digest, List<Seen>> byContent = new HashMap<>();
        waiting.forEach(row -> byContent
                .computeIfAbsent(content(row.suspect()), key -> new ArrayList<>())
                .add(row));
        List<Seen> pairs = new ArrayList<>();
        List<Seen> others = new ArrayList<>();
        for (List<Seen> same : byContent.values()) {
            same.sort(Comparator.comparing(row -> row.suspect().rowClass()));
            (isPair(same) ? pairs : others).addAll(same);
        }
        single.accept(others);
        paired.accept(pairs);
        waiting.clear();
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
