package dev.whimbrel.engine.compare;

import dev.whimbrel.core.value.Unreadable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The rows that stand on the side that is held against what is expected, read anew each time that they are asked for. */
public interface ActualRows {
    /** Stands for a reference to a row that is not there, or that came from no source row. */
    Unreadable NOWHERE = new Unreadable("REFERENCE_TO_NOTHING");

    /** Tells of every row; {@code all} counts them. */
    void each(LongAdder all, Consumer<ActualRow> rows);

    /** Tells once more of the rows of the keys that are wanted, and perhaps of others. */
    default void again(LongAdder all, Predicate<String> wanted, Consumer<ActualRow> rows) {
        each(all, rows);
    }

    /**
     * How many rows there were that {@link #each} did not tell of, since the system itself found them equal to those of the other
     * side; asked after it.
     */
    default long alike() {
        return 0;
    }

    /** The rows of these keys as they stand now, by key; absent ones are absent. */
    Map<String, List<ActualRow>> find(Collection<String> keys);
}
