package dev.whimbrel.core.schema;

import java.util.List;

/** Columns of which no two rows may hold the same values. {@code plain} is false for indexes on expressions or with a predicate. */
public record UniqueKey(String name, List<String> columns, boolean plain) {
    public UniqueKey {
        columns = List.copyOf(columns);
    }
}
