package dev.whimbrel.core.schema;

import org.jspecify.annotations.Nullable;

/** A table's name, with its schema where the database has schemas. */
public record TableName(@Nullable String schema, String name) implements Comparable<TableName> {
    /** Reads {@code name} or {@code schema.name}. */
    public static TableName parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new TableName(null, text) : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public int compareTo(TableName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
