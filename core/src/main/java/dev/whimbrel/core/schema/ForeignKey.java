package dev.whimbrel.core.schema;

import java.util.List;

/** Columns whose values are keys of another table's row; found in the database or declared in the project file. */
public record ForeignKey(String name, List<String> columns, TableName references, List<String> referencedColumns) {
    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
