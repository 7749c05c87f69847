package dev.whimbrel.engine.compare;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The rows that there should be, made from the source anew each time that they are asked for. */
public interface ExpectedRows {
    /** Tells of every row, and counts in {@code read} what becomes of the source's rows. */
    void each(ReadCounts read, Consumer<ExpectedRow> rows);

    /**
     * Tells once more of the rows of the keys that are wanted, and perhaps of others: those need not even be made.
     *
     * @param wanted asked by canonical texts of keys
     */
    default void again(ReadCounts read, Predicate<String> wanted, Consumer<ExpectedRow> rows) {
        each(read, rows);
    }

    /** The rows of these keys as they are now, by key; absent ones are absent. */
    Map<String, List<ExpectedRow>> find(Collection<String> keys);
}
