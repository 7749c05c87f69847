package dev.whimbrel.engine.pair;

import dev.whimbrel.core.value.Unreadable;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.ActualRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of the actual side; one that cannot be read as a whole stands there as one that is like no other. */
final class ActualTwins implements ActualRows {
    private final TwinRows rows;
    private final Rest rest;
    private long told;

    ActualTwins(TwinRows rows, Rest rest) {
        this.rows = rows;
        this.rest = rest;
    }

    @Override
    public void each(LongAdder all, Consumer<ActualRow> to) {
        told = 0;
        rows.each((key, values, malformed) -> {
            told++;
            all.increment();
            to.accept(row(key, values, malformed));
        });
        rest.endActual();
    }

    @Override
    public void again(LongAdder all, Predicate<String> wanted, Consumer<ActualRow> to) {
        rows.each(
                key -> {
                    all.increment();
                    return wanted.test(key);
                },
                (key, values, malformed) -> to.accept(row(key, values, malformed)));
    }

    @Override
    public long alike() {
        return rest.ofActual(told);
    }

    @Override
    public Map<String, List<ActualRow>> find(Collection<String> keys) {
        Map<String, List<ActualRow>> found = new HashMap<>();
        rows.find(keys, (key, values, malformed) -> found.computeIfAbsent(key, no -> new ArrayList<>())
                .add(row(key, values, malformed)));
        return found;
    }

    private static ActualRow row(String key, @Nullable Object[] values, @Nullable String malformed) {
        if (malformed != null) {
            Arrays.fill(values, new Unreadable(malformed));
        }
        return new ActualRow(key, values);
    }
}
