package dev.whimbrel.engine.project;

import dev.whimbrel.core.schema.TableName;
import java.util.List;

/** A foreign key that the source does not declare but the project file does. */
public record Relation(TableName from, List<String> columns, TableName to, List<String> toColumns) {
    public Relation {
        columns = List.copyOf(columns);
        toColumns = List.copyOf(toColumns);
        if (columns.isEmpty() || columns.size() != toColumns.size()) {
            throw new IllegalArgumentException("A relation has as many columns on both sides, and at least one");
        }
    }

    @Override
    public String toString() {
        return end(from, columns) + " -> " + end(to, toColumns);
    }

    private static String end(TableName table, List<String> columns) {
        return columns.size() == 1 ? table + "." + columns.get(0) : table + "(" + String.join(", ", columns) + ")";
    }
}
