package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A source that holds two of its own tables against each other by itself, so that only rows that are not the same leave it. */
public interface Twinning {
    /** Why it cannot do so with these two, as the end of a sentence; empty where it can. */
    Optional<String> refusal(TwinPlan plan);

    /** Ranges of the key that cover both tables without gap or overlap, to be looked at by several sources side by side. */
    List<KeyRange> parts(TwinPlan plan);

    /**
     * Streams the keys under which the rows of a part are not proven the same: only one side has a row, or any value differs or cannot
     * be read. The values of a row are those of its key. Keys may come twice, and of rows that we take for the same.
     */
    SourceRows unlike(TwinPlan plan, KeyRange part);

    /**
     * What {@link #unlike(TwinPlan, KeyRange)} would say of a few rows if some values of their twins were others, for a test of it.
     * Nothing is written.
     *
     * @param to told of the rows of the expected side that would not be proven the same, by the values of their keys
     * @return false where the system cannot be asked that, such as for a value that it has no room for; what was told counts for nothing then
     */
    boolean unlike(TwinPlan plan, List<TwinPlan.Swap> swaps, Consumer<SourceRow> to);

    /** Counts the rows of a table by the canonical text of a column, those without one under an empty text; without column, all. */
    Map<String, Long> owners(Table table, @Nullable String column);
}
