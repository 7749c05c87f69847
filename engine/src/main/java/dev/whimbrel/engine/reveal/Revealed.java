package dev.whimbrel.engine.reveal;

import dev.whimbrel.core.difference.ValueClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row in the clear, for the eyes of one person: none of this may be written anywhere.
 *
 * @param tenant whose it is; {@code ?} where nobody knows
 * @param rows one for each time that the key is there: what the mapping makes of the source now, and what stands in the target now
 */
public record Revealed(String flow, String tenant, List<Row> rows) {
    public Revealed {
        rows = List.copyOf(rows);
    }

    /** Names of the columns that are shown. */
    public List<String> columns() {
        return rows.get(0).values().stream().map(Value::column).toList();
    }

    /** Nothing of the row. */
    @Override
    public String toString() {
        return "a row of flow " + flow;
    }

    /**
     * Both sides of a row.
     *
     * @param noExpected why the mapping makes none, a code or {@link #ABSENT}; empty where it does
     * @param noActual {@link #ABSENT} where none stands in the target; empty where one does
     */
    public record Row(String noExpected, String noActual, List<Value> values) {
        /** In place of a code: there is no such row. */
        public static final String ABSENT = "ABSENT";

        public Row {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return "a row";
        }
    }

    /**
     * Both sides of a value, as text; null stands for null, and for a side that is not there.
     *
     * @param reference whether it is the source key of the row that is referred to
     * @param difference how the sides differ; null where they do not, or one of them is not there
     */
    public record Value(
            String column,
            boolean reference,
            @Nullable String expected,
            @Nullable String actual,
            @Nullable ValueClass difference) {
        @Override
        public String toString() {
            return "a value of " + column;
        }
    }
}
