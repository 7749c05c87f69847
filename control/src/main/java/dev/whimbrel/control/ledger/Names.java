package dev.whimbrel.control.ledger;

import dev.whimbrel.core.schema.TableName;

/** Names of the target's tables and columns as SQL writes them. */
final class Names {
    private Names() {}

    static String quoted(TableName table) {
        String schema = table.schema() == null ? "" : quoted(table.schema()) + ".";
        return schema + quoted(table.name());
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
