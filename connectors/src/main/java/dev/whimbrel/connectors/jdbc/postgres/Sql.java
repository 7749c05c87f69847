package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.schema.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names as PostgreSQL statements write them, always quoted. */
final class Sql {
    private Sql() {}

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String quoted(TableName table) {
        String schema = table.schema();
        return schema == null ? quoted(table.name()) : quoted(schema) + "." + quoted(table.name());
    }

    /** A text constant; the form with E holds whatever standard_conforming_strings says. */
    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    static String list(Collection<String> names) {
        return names.stream().map(Sql::quoted).collect(Collectors.joining(", "));
    }
}
