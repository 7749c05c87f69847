package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table as it is in this transaction: what is written into it depends on its columns of now, not on those of when the mapping
 * was checked.
 *
 * @param copyable whether COPY FROM can fill it: not a view, and no row security for this user
 */
record TableShape(TableName name, String sql, List<NativeColumn> columns, boolean copyable) {
    private static final String FIND = """
            select c.oid, n.nspname, c.relname, c.relkind in ('r', 'p', 'f') and not row_security_active(c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(?)
            """;

    static TableShape read(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, Sql.quoted(table));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw changed(table, "there is no such table");
                }
                TableName full = new TableName(row.getString(2), row.getString(3));
                long id = row.getLong(1);
                Map<Long, List<NativeColumn>> columns = PostgresCatalogue.columns(connection, List.of(id));
                return new TableShape(full, Sql.quoted(full), columns.getOrDefault(id, List.of()), row.getBoolean(4));
            }
        }
    }

    List<NativeColumn> columns(List<Column> wanted) {
        List<NativeColumn> found = new ArrayList<>(wanted.size());
        for (Column column : wanted) {
            found.add(column(column.name()));
        }
        return found;
    }

    NativeColumn column(String wanted) {
        return columns.stream()
                .filter(c -> c.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> changed(name, "there is no column " + wanted));
    }

    boolean hasAll(List<String> names) {
        return names.stream()
                .allMatch(name -> columns.stream().anyMatch(c -> c.name().equals(name)));
    }

    private static Fault changed(TableName table, String why) {
        return Fault.target(
                "SCHEMA_CHANGED",
                "Cannot use table " + table + ": " + why,
                "Someone changed the target's schema: run `whimbrel check` against it as it is now.",
                null);
    }
}
