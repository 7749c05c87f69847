package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;

/** Finds tables and columns by name. */
@FunctionalInterface
interface Tables {
    Table find(TableName name);

    /** A column that must be there. */
    static Column column(Table table, String name) {
        return table.column(name)
                .orElseThrow(() -> Fault.user(
                        "COLUMN_UNKNOWN",
                        "Cannot read " + table.name() + ": it has no column " + name,
                        "Mend the column's name in the project file."));
    }
}
