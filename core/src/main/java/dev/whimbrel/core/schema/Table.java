package dev.whimbrel.core.schema;

import java.util.List;
import java.util.Optional;

/**
 * A table, view or file with what its system says of it.
 *
 * @param primaryKey columns of the primary key in order; empty where there is none
 * @param rows the system's own estimate of the number of rows, -1 unknown
 * @param bytes the system's own estimate of the size of all rows in bytes, -1 unknown
 */
public record Table(
        TableName name,
        List<Column> columns,
        List<String> primaryKey,
        List<UniqueKey> uniqueKeys,
        List<ForeignKey> foreignKeys,
        List<CheckRule> checks,
        long rows,
        long bytes) {
    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = List.copyOf(uniqueKeys);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
    }

    /** The column of this name, with the case as written or, if no column has it so, in any case. */
    public Optional<Column> column(String wanted) {
        for (Column column : columns) {
            if (column.name().equals(wanted)) {
                return Optional.of(column);
            }
        }
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(wanted)).findFirst();
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }
}
