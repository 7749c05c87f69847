package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.schema.UniqueKey;
import dev.whimbrel.core.value.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads pg_catalog: tables, views, columns, keys and checks, in five statements however many tables there are. The primary key is
 * not listed again among the unique keys. Partitions count as part of their table.
 */
public final class PostgresCatalogue {
    private PostgresCatalogue() {}

    /** All tables and views outside the server's own schemas and {@code whimbrel}, those of the search path first. */
    public static List<Table> read(Connection connection) throws SQLException {
        return read(connection, null);
    }

    /** The same for one schema, or for all where {@code schema} is null. */
    public static List<Table> read(Connection connection, @Nullable String schema) throws SQLException {
        List<Head> heads = heads(connection, schema);
        List<Long> ids = heads.stream().map(Head::id).toList();
        Map<Long, List<NativeColumn>> columns = columns(connection, ids);
        Keys keys = keys(connection, ids);
        Rules rules = rules(connection, ids);
        return heads.stream()
                .map(head -> new Table(
                        head.name(),
                        columns.getOrDefault(head.id(), List.of()).stream()
                                .map(NativeColumn::column)
                                .toList(),
                        keys.primary().getOrDefault(head.id(), List.of()),
                        keys.unique().getOrDefault(head.id(), List.of()),
                        rules.references().getOrDefault(head.id(), List.of()),
                        rules.checks().getOrDefault(head.id(), List.of()),
                        head.rows(),
                        head.bytes()))
                .toList();
    }

    private record Head(long id, TableName name, long rows, long bytes) {}

    private record Keys(Map<Long, List<String>> primary, Map<Long, List<UniqueKey>> unique) {}

    private record Rules(Map<Long, List<ForeignKey>> references, Map<Long, List<CheckRule>> checks) {}

    private static List<Head> heads(Connection connection, @Nullable String schema) throws SQLException {
        List<Head> heads = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CatalogueSql.TABLES)) {
            while (row.next()) {
                TableName name = new TableName(row.getString("nspname"), row.getString("relname"));
                if (schema == null || schema.equals(name.schema())) {
                    heads.add(new Head(row.getLong("oid"), name, row.getLong("rows"), row.getLong("bytes")));
                }
            }
        }
        return heads;
    }

    /** Columns by the id of their table, in their order. */
    static Map<Long, List<NativeColumn>> columns(Connection connection, Collection<Long> tables) throws SQLException {
        Map<Long, List<String>> labels = labels(connection);
        Map<Long, List<NativeColumn>> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CatalogueSql.COLUMNS)) {
            statement.setArray(1, connection.createArrayOf("int8", tables.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getLong("attrelid"), id -> new ArrayList<>())
                            .add(column(row, labels));
                }
            }
        }
        return columns;
    }

    private static NativeColumn column(ResultSet row, Map<Long, List<String>> labels) throws SQLException {
        List<String> values =
                row.getBoolean("enumeration") ? labels.getOrDefault(row.getLong("type"), List.of()) : List.of();
        Type type =
                NativeTypes.of(row.getString("typname"), row.getBoolean("built_in"), row.getInt("modifier"), values);
        String declared = row.getString("declared");
        Column column = new Column(
                row.getString("attname"),
                type,
                row.getBoolean("in_domain") ? declared + " = " + row.getString("based") : declared,
                row.getBoolean("nullable"),
                filling(row));
        return new NativeColumn(
                column,
                row.getLong("attrelid"),
                row.getString("typname"),
                row.getString("type_sql"),
                row.getBoolean("always"));
    }

    private static Filling filling(ResultSet row) throws SQLException {
        String expression = row.getString("filling");
        if (row.getBoolean("computed")) {
            return Filling.COMPUTED;
        }
        if (row.getBoolean("identity") || (expression != null && expression.startsWith("nextval("))) {
            return Filling.IDENTITY;
        }
        return expression == null ? Filling.NONE : Filling.DEFAULT;
    }

    private static Map<Long, List<String>> labels(Connection connection) throws SQLException {
        Map<Long, List<String>> labels = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CatalogueSql.LABELS)) {
            while (row.next()) {
                labels.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2));
            }
        }
        return labels;
    }

    private static Keys keys(Connection connection, Collection<Long> tables) throws SQLException {
        Keys keys = new Keys(new HashMap<>(), new HashMap<>());
        try (PreparedStatement statement = connection.prepareStatement(CatalogueSql.UNIQUE)) {
            statement.setArray(1, connection.createArrayOf("int8", tables.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<String> columns = strings(row, "columns");
                    if (row.getBoolean("main")) {
                        keys.primary().put(row.getLong("indrelid"), columns);
                    } else {
                        keys.unique()
                                .computeIfAbsent(row.getLong("indrelid"), id -> new ArrayList<>())
                                .add(new UniqueKey(row.getString("relname"), columns, row.getBoolean("plain")));
                    }
                }
            }
        }
        return keys;
    }

    private static Rules rules(Connection connection, Collection<Long> tables) throws SQLException {
        Rules rules = new Rules(new HashMap<>(), new HashMap<>());
        try (PreparedStatement statement = connection.prepareStatement(CatalogueSql.CONSTRAINTS)) {
            statement.setArray(1, connection.createArrayOf("int8", tables.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long table = row.getLong("conrelid");
                    String name = row.getString("conname");
                    if (row.getBoolean("reference")) {
                        TableName to = new TableName(row.getString("nspname"), row.getString("relname"));
                        rules.references()
                                .computeIfAbsent(table, id -> new ArrayList<>())
                                .add(new ForeignKey(name, strings(row, "columns"), to, strings(row, "others")));
                    } else {
                        rules.checks()
                                .computeIfAbsent(table, id -> new ArrayList<>())
                                .add(new CheckRule(name, row.getString("condition")));
                    }
                }
            }
        }
        return rules;
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
