package dev.whimbrel.engine.compare;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The rows that there should be, made from the source anew each time that they are asked for. */
public interface ExpectedRows {
    /** Tells of every row, and counts in {@code read} what becomes of the source's rows. */
    void each(ReadCounts read, Consumer<ExpectedRow> rows);

    /** The rows of these keys as they are now, by key; absent ones are absent. */
    Map<String, List<ExpectedRow>> find(Collection<String> keys);
}
