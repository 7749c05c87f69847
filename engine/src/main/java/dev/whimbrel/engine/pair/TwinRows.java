package dev.whimbrel.engine.pair;

import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.compare.KeyedDigest;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import dev.whimbrel.engine.moment.Sight;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one side of a pair in the form in which both are compared. */
class TwinRows {
    /** Keys in one statement. */
    private static final int BATCH = 500;

    private final Pair pair;
    private final Pair.Side side;
    private final Supplier<Source> first;
    private final Supplier<Source> now;
    private final long digestKey;
    private boolean told;

    /** @param digestKey under which rows without a key are told apart, the same for both sides */
    TwinRows(Pair pair, Pair.Side side, Sight sight, long digestKey) {
        this(pair, side, sight::first, sight::now, digestKey);
    }

    private TwinRows(Pair pair, Pair.Side side, Supplier<Source> first, Supplier<Source> now, long digestKey) {
        this.pair = pair;
        this.side = side;
        this.first = first;
        this.now = now;
        this.digestKey = digestKey;
    }

    /** Rows of a source that shows one moment whatever is asked of it. */
    static TwinRows of(Pair pair, Pair.Side side, Source then) {
        return new TwinRows(pair, side, () -> then, () -> then, 0);
    }

    /** A row as it was read. */
    interface Visitor {
        /** @param malformed the code of what makes it unreadable as a whole; null where it is not */
        void visit(String key, @Nullable Object[] values, @Nullable String malformed);
    }

    /** All rows, as they were at the kept moment for the first time and as they are now from then on. */
    final void each(Visitor visitor) {
        each(key -> true, visitor);
    }

    /** @param wanted rows of other keys need not be told */
    void each(Predicate<String> wanted, Visitor visitor) {
        Source from = (told ? now : first).get();
        told = true;
        each(from, wanted, visitor);
    }

    private void each(Source from, Predicate<String> wanted, Visitor visitor) {
        try (SourceRows stream = from.scan(side.scan())) {
            pass(stream, wanted, visitor);
        }
    }

    /** Rows of these keys; all are gone through where rows cannot be found by them, as by a key that is null in part. */
    final void find(Collection<String> keys, Visitor visitor) {
        ReadPlan byKey = side.byKey();
        Set<String> unfindable = keys.stream()
                .filter(key -> byKey == null || key.indexOf(Cell.ODD) >= 0)
                .collect(Collectors.toSet());
        if (!unfindable.isEmpty()) {
            each(now.get(), key -> true, (key, values, malformed) -> {
                if (unfindable.contains(key)) {
                    visitor.visit(key, values, malformed);
                }
            });
        }
        if (byKey != null) {
            find(byKey, keys.stream().filter(key -> !unfindable.contains(key)).toList(), visitor);
        }
    }

    private void find(ReadPlan byKey, List<String> keys, Visitor visitor) {
        List<Key> all = keys.stream()
                .map(key -> new Key(List.copyOf(Key.split(key, byKey.key().size()))))
                .toList();
        for (int from = 0; from < all.size(); from += BATCH) {
            int to = Math.min(all.size(), from + BATCH);
            Set<String> asked = Set.copyOf(keys.subList(from, to));
            try (SourceRows stream = now.get().find(byKey, all.subList(from, to))) {
                // A collation finds more than it was asked for, and what is found twice would be counted twice.
                pass(stream, key -> true, (key, values, malformed) -> {
                    if (asked.contains(key)) {
                        visitor.visit(key, values, malformed);
                    }
                });
            }
        }
    }

    private void pass(SourceRows stream, Predicate<String> wanted, Visitor visitor) {
        KeyedDigest digests = new KeyedDigest(digestKey);
        Canonical form = new Canonical();
        long malformed = 0;
        for (SourceRow row = stream.next(); row != null; row = stream.next()) {
            if (row.malformed() != null) {
                @Nullable Object[] none = new @Nullable Object[pair.columns().size()];
                visitor.visit(Cell.ODD + "(malformed " + ++malformed + ")", none, row.malformed());
            } else if (!pair.isKeyed()) {
                @Nullable Object[] values = values(row);
                visitor.visit(content(digests, form, values), values, null);
            } else {
                String key = Cell.text(side.key(), row.values());
                if (wanted.test(key)) {
                    visitor.visit(key, values(row), null);
                }
            }
        }
    }

    private @Nullable Object[] values(SourceRow row) {
        @Nullable Object[] values = new @Nullable Object[pair.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = side.values().get(i).of(row.values());
        }
        return values;
    }

    /** What stands for the key of a row that has none, under the key of a comparison. */
    static String content(long digestKey, @Nullable Object[] values) {
        return content(new KeyedDigest(digestKey), new Canonical(), values);
    }

    /** Stands for the key of a row that has none. */
    private static String content(KeyedDigest digests, Canonical form, @Nullable Object[] values) {
        form.clear();
        for (Object value : values) {
            form.add(value);
        }
        return digests.of(form).toString();
    }

    /** Whose a row is by what it says itself. */
    final TenantId owner(@Nullable Object[] values) {
        Integer place = pair.ownerPlace();
        if (place == null) {
            return TenantId.SHARED;
        }
        Object owner = Carried.read(values[place]);
        String text = owner == null || owner instanceof Unreadable ? "" : Key.partText(owner);
        return text.isEmpty() ? TenantId.UNKNOWN : new TenantId(text);
    }
}
