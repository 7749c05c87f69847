package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.Table;
import java.util.List;

/** A source that can say how its columns are filled; it reads whole tables to do so. */
public interface Profiler {
    TableProfile profile(Table table);

    /** The profile of a table: exact rows and one entry for each column, in order. */
    record TableProfile(long rows, List<ColumnProfile> columns) {
        public TableProfile {
            columns = List.copyOf(columns);
        }
    }

    /**
     * How a column is filled.
     *
     * @param nulls rows without value
     * @param longest characters of the longest value as text, 0 where all are null
     * @param distinct number of distinct values, at most 21 where there are more
     * @param values the distinct values of an enum-like column (20 at most, 40 characters each at most, in a table of 100 rows or
     *     more), else empty
     */
    record ColumnProfile(String column, long nulls, long longest, long distinct, List<String> values) {
        public ColumnProfile {
            values = List.copyOf(values);
        }
    }
}
