package dev.whimbrel.engine.verify;

import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.ActualRows;
import dev.whimbrel.engine.moment.Sight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows that stand in the target under a source key. Only the first look is at the kept moment. */
final class TargetRows implements ActualRows {
    private static final int BATCH = 1_000;

    private final ComparedFlow flow;
    private final Sight target;
    private final @Nullable Touched touched;
    private final Written written;
    private boolean told;

    /** @param touched the rows that alone are looked at; null for all */
    TargetRows(ComparedFlow flow, Sight target, @Nullable Touched touched) {
        this.flow = flow;
        this.written = new Written(flow);
        this.target = target;
        this.touched = touched;
    }

    /** Tells of every row; {@code all} counts them. Rows without a source key are the target's own and no business of ours. */
    @Override
    public void each(LongAdder all, Consumer<ActualRow> rows) {
        Source from = told ? target.now() : target.first();
        told = true;
        read(from, all, key -> true, rows);
    }

    @Override
    public void again(LongAdder all, Predicate<String> wanted, Consumer<ActualRow> rows) {
        read(target.now(), all, wanted, rows);
    }

    private void read(Source from, LongAdder all, Predicate<String> wanted, Consumer<ActualRow> rows) {
        if (touched != null) {
            touched.each(keys -> find(from, keys, row -> {
                all.increment();
                rows.accept(row);
            }));
            return;
        }
        try (SourceRows stream = from.scan(flow.target())) {
            for (SourceRow row = stream.next(); row != null; row = stream.next()) {
                all.increment();
                if (row.malformed() == null && wanted.test(row.key().text())) {
                    rows.accept(row(row));
                }
            }
        }
    }

    /** The rows of these keys as they stand now, by key. */
    @Override
    public Map<String, List<ActualRow>> find(Collection<String> keys) {
        Map<String, List<ActualRow>> found = new HashMap<>();
        find(target.now(), keys, row -> found.computeIfAbsent(row.key(), key -> new ArrayList<>())
                .add(row));
        return found;
    }

    private void find(Source at, Collection<String> keys, Consumer<ActualRow> rows) {
        List<Key> all = keys.stream().map(text -> new Key(List.of(text))).toList();
        for (int from = 0; from < all.size(); from += BATCH) {
            try (SourceRows stream = at.find(flow.target(), all.subList(from, Math.min(all.size(), from + BATCH)))) {
                for (SourceRow row = stream.next(); row != null; row = stream.next()) {
                    rows.accept(row(row));
                }
            }
        }
    }

    private ActualRow row(SourceRow row) {
        List<ComparedColumn> columns = flow.columns();
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            ComparedColumn column = columns.get(i);
            Object value = row.values()[column.place()];
            values[i] =
                    column.parent() == null ? column.compared(value) : lead(value, row.values()[column.parentPlace()]);
        }
        return new ActualRow(row.key().text(), values, () -> written.standing(row));
    }

    private static @Nullable Object lead(@Nullable Object reference, @Nullable Object parentKey) {
        if (parentKey != null) {
            return Key.partText(parentKey);
        }
        return reference == null ? null : NOWHERE;
    }
}
