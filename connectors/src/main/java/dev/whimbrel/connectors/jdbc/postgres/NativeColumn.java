package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.schema.Column;
import java.util.Locale;

/**
 * A column with what only PostgreSQL knows of it.
 *
 * @param column what we make of it
 * @param table the table's object id
 * @param base name of the type under any domains, such as {@code int4}
 * @param baseSql the same as a statement writes it; not {@code character}, which would mean one character
 * @param alwaysIdentity whether it is GENERATED ALWAYS AS IDENTITY, which an UPDATE cannot set
 */
record NativeColumn(Column column, long table, String base, String baseSql, boolean alwaysIdentity) {
    String name() {
        return column.name();
    }

    String quoted() {
        return Sql.quoted(column.name());
    }

    /** Whether we write and read it as text, for want of a binary form that we know. */
    boolean asText() {
        return column.type().kind() == dev.whimbrel.core.value.Type.Kind.OTHER;
    }

    boolean is(String typeName) {
        return base.toLowerCase(Locale.ROOT).equals(typeName);
    }

    /** The type of its values on the way into the server. */
    String wireSql() {
        return asText() ? "text" : baseSql;
    }
}
