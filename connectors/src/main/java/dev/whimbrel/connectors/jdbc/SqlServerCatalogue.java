package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the tables and views of SQL Server's catalogue views that the user may see. */
final class SqlServerCatalogue {
    private static final String TABLES = " FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id %s"
            + " WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND (? IS NULL OR s.name = ?) %s";

    private final Connection connection;
    private final @Nullable String schema;
    private final TableDrafts drafts = new TableDrafts();

    /** @param schema the only schema to read, null for all */
    SqlServerCatalogue(Connection connection, @Nullable String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    Schema read() throws SQLException {
        each(
                "SELECT s.name, o.name, (SELECT SUM(p.rows) FROM sys.partitions p"
                        + " WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)),"
                        + " (SELECT SUM(u.used_pages) * 8192 FROM sys.partitions p JOIN sys.allocation_units u"
                        + " ON u.container_id IN (p.partition_id, p.hobt_id)"
                        + " WHERE p.object_id = o.object_id AND p.index_id IN (0, 1))",
                "",
                "ORDER BY s.name, o.name",
                row -> drafts.add(row.getString(1), row.getString(2), number(row, 3), number(row, 4)));
        each(
                "SELECT s.name, o.name, c.name, COALESCE(TYPE_NAME(CASE WHEN c.system_type_id = 240 THEN c.user_type_id"
                        + " ELSE c.system_type_id END), TYPE_NAME(c.user_type_id)), c.max_length, c.precision, c.scale,"
                        + " c.is_nullable, c.is_identity, c.is_computed, c.default_object_id",
                "JOIN sys.columns c ON c.object_id = o.object_id",
                "ORDER BY s.name, o.name, c.column_id",
                row -> drafts.column(row.getString(1), row.getString(2), column(row)));
        each(
                "SELECT s.name, o.name, i.name, c.name, i.is_primary_key, i.has_filter",
                "JOIN sys.indexes i ON i.object_id = o.object_id AND i.is_unique = 1 AND i.is_hypothetical = 0"
                        + " JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id"
                        + " AND k.key_ordinal > 0"
                        + " JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id",
                "ORDER BY s.name, o.name, i.name, k.key_ordinal",
                this::uniqueKey);
        each(
                "SELECT s.name, o.name, f.name, c.name, SCHEMA_NAME(t.schema_id), t.name, tc.name",
                "JOIN sys.foreign_keys f ON f.parent_object_id = o.object_id"
                        + " JOIN sys.foreign_key_columns k ON k.constraint_object_id = f.object_id"
                        + " JOIN sys.columns c ON c.object_id = k.parent_object_id AND c.column_id = k.parent_column_id"
                        + " JOIN sys.objects t ON t.object_id = k.referenced_object_id"
                        + " JOIN sys.columns tc ON tc.object_id = t.object_id AND tc.column_id = k.referenced_column_id",
                "ORDER BY s.name, o.name, f.name, k.constraint_column_id",
                row -> drafts.foreignKey(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)));
        each(
                "SELECT s.name, o.name, k.name, k.definition",
                "JOIN sys.check_constraints k ON k.parent_object_id = o.object_id",
                "ORDER BY s.name, o.name, k.name",
                row -> drafts.check(
                        row.getString(1), row.getString(2), new CheckRule(row.getString(3), row.getString(4))));
        return drafts.schema();
    }

    private static Column column(ResultSet row) throws SQLException {
        String name = row.getString(4).toLowerCase(Locale.ROOT);
        int bytes = row.getInt(5);
        // The catalogue counts the bytes of UTF-16.
        int length = bytes > 0 && (name.equals("nchar") || name.equals("nvarchar")) ? bytes / 2 : bytes;
        int precision = row.getInt(6);
        int scale = row.getInt(7);
        return new Column(
                row.getString(3),
                SqlServerTypes.type(name, length, precision, scale),
                SqlServerTypes.declared(name, length, precision, scale),
                row.getBoolean(8),
                filling(name, row.getBoolean(9), row.getBoolean(10), row.getInt(11) != 0));
    }

    private static Filling filling(String type, boolean identity, boolean computed, boolean standard) {
        if (computed || type.equals("timestamp") || type.equals("rowversion")) {
            return Filling.COMPUTED;
        }
        return identity ? Filling.IDENTITY : standard ? Filling.DEFAULT : Filling.NONE;
    }

    private void uniqueKey(ResultSet row) throws SQLException {
        if (row.getBoolean(5)) {
            drafts.primaryKey(row.getString(1), row.getString(2), row.getString(4));
        } else {
            drafts.uniqueKey(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4), !row.getBoolean(6));
        }
    }

    private static long number(ResultSet row, int index) throws SQLException {
        long number = row.getLong(index);
        return row.wasNull() ? -1 : number;
    }

    private void each(String select, String joins, String rest, TableDrafts.Row action) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select + String.format(TABLES, joins, rest))) {
            statement.setString(1, schema);
            statement.setString(2, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    action.accept(rows);
                }
            }
        }
    }
}
