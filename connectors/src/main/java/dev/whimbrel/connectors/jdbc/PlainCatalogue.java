package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.schema.Schema;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a catalogue through plain JDBC, for what stands in for SQL Server where there is none. It knows no estimates. */
final class PlainCatalogue {
    private final DatabaseMetaData metadata;
    private final String schema;
    private final TableDrafts drafts = new TableDrafts();

    /** @param schema the schema to read, null for the connection's own */
    PlainCatalogue(Connection connection, @Nullable String schema) throws SQLException {
        this.metadata = connection.getMetaData();
        this.schema = schema != null ? schema : Objects.requireNonNull(connection.getSchema());
    }

    Schema read() throws SQLException {
        try (ResultSet tables = metadata.getTables(null, schema, "%", new String[] {"BASE TABLE", "TABLE", "VIEW"})) {
            while (tables.next()) {
                table(tables.getString("TABLE_NAME"));
            }
        }
        return drafts.schema();
    }

    private void table(String table) throws SQLException {
        drafts.add(schema, table, -1, -1);
        try (ResultSet columns = metadata.getColumns(null, schema, table, "%")) {
            while (columns.next()) {
                drafts.column(schema, table, column(columns));
            }
        }
        Map<Short, String> key = new TreeMap<>();
        try (ResultSet columns = metadata.getPrimaryKeys(null, schema, table)) {
            while (columns.next()) {
                key.put(columns.getShort("KEY_SEQ"), columns.getString("COLUMN_NAME"));
            }
        }
        key.values().forEach(column -> drafts.primaryKey(schema, table, column));
        try (ResultSet indexes = metadata.getIndexInfo(null, schema, table, true, true)) {
            while (indexes.next()) {
                drafts.uniqueKey(
                        schema, table, indexes.getString("INDEX_NAME"), indexes.getString("COLUMN_NAME"), true);
            }
        }
        try (ResultSet keys = metadata.getImportedKeys(null, schema, table)) {
            while (keys.next()) {
                drafts.foreignKey(
                        schema,
                        table,
                        keys.getString("FK_NAME"),
                        keys.getString("FKCOLUMN_NAME"),
                        keys.getString("PKTABLE_SCHEM"),
                        keys.getString("PKTABLE_NAME"),
                        keys.getString("PKCOLUMN_NAME"));
            }
        }
    }

    private static Column column(ResultSet row) throws SQLException {
        String name = serverName(row.getString("TYPE_NAME"));
        int size = row.getInt("COLUMN_SIZE");
        int scale = row.getInt("DECIMAL_DIGITS");
        return new Column(
                row.getString("COLUMN_NAME"),
                SqlServerTypes.type(name, size, size, scale),
                SqlServerTypes.declared(name, size, size, scale),
                row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                "YES".equals(row.getString("IS_AUTOINCREMENT")) ? Filling.IDENTITY : Filling.NONE);
    }

    /** SQL Server's name of a type that the standard names otherwise. */
    private static String serverName(String standard) {
        String name = standard.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "integer" -> "int";
            case "boolean" -> "bit";
            case "character varying" -> "nvarchar";
            case "character" -> "nchar";
            case "binary varying" -> "varbinary";
            case "double precision" -> "float";
            case "timestamp" -> "datetime2";
            case "timestamp with time zone" -> "datetimeoffset";
            case "uuid" -> "uniqueidentifier";
            case "character large object" -> "ntext";
            case "binary large object" -> "image";
            default -> name;
        };
    }
}
