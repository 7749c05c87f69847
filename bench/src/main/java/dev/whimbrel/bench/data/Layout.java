package dev.whimbrel.bench.data;

import java.util.List;
import java.util.stream.Collectors;

/** A table of the bench: its columns and rows. The first two columns are {@code id}, from 1 without gap, and {@code tenant_id}. */
public record Layout(String table, List<Field> fields) {
    /** Tenants are numbered from 1. */
    public static final int TENANTS = 20;

    /** Column of the target that keeps the source key, where a figure asks for it. */
    public static final String SOURCE_KEY = "legacy_id";

    public Layout {
        fields = List.copyOf(fields);
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** Column names with commas between. */
    public String columns() {
        return String.join(", ", names());
    }

    /** The table without any key or index. */
    public String createBare() {
        return "create table " + table + " (" + definitions() + ")";
    }

    /** The same with a column for the source key, still without any key. */
    public String createBareWithSourceKey() {
        return "create table " + table + " (" + SOURCE_KEY + " bigint not null, " + definitions() + ")";
    }

    /** What makes the table of {@link #createBareWithSourceKey} that of {@link #createKeyed}. */
    public List<String> keys() {
        return List.of(
                "alter table " + table + " add primary key (id)",
                "alter table " + table + " add unique (" + SOURCE_KEY + ")");
    }

    /** The table as a project would have it: a primary key, and a unique column for the source key. */
    public String createKeyed() {
        return "create table " + table + " (" + SOURCE_KEY + " bigint not null unique, " + definitions()
                + ", primary key (id))";
    }

    String createMariaDb() {
        return "create table " + table + " ("
                + fields.stream().map(f -> f.name() + " " + f.mariaDbType()).collect(Collectors.joining(", "))
                + ", primary key (id))";
    }

    private String definitions() {
        return fields.stream().map(f -> f.name() + " " + f.type()).collect(Collectors.joining(", "));
    }

    String fill(long rows) {
        return "insert into " + table + " select "
                + fields.stream().map(Field::value).collect(Collectors.joining(", "))
                + " from generate_series(1::bigint, " + rows + ") g";
    }
}
