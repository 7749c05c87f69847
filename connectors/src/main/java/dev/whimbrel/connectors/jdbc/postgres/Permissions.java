package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds out, without trying, what the user may not do but has to. */
final class Permissions {
    private static final String SERVER = """
            select pg_is_in_recovery() as standby,
                   current_setting('transaction_read_only')::boolean as reads_only,
                   has_database_privilege(current_database(), 'TEMPORARY') as temporary,
                   case when to_regnamespace('whimbrel') is null
                        then has_database_privilege(current_database(), 'CREATE')
                        else has_schema_privilege('whimbrel', 'CREATE') and has_schema_privilege('whimbrel', 'USAGE')
                   end as control
            """;
    private static final String TABLE = """
            select has_table_privilege(c.oid, 'SELECT'), has_table_privilege(c.oid, 'INSERT'),
                   has_table_privilege(c.oid, 'UPDATE')
            from pg_class c where c.oid = to_regclass(?)
            """;
    private static final List<String> VERBS = List.of("read", "insert into", "update");

    private final Connection connection;
    private final List<String> missing = new ArrayList<>();

    private Permissions(Connection connection) {
        this.connection = connection;
    }

    static List<String> missing(Connection connection, Collection<TableName> tables) throws SQLException {
        Permissions permissions = new Permissions(connection);
        permissions.server();
        for (TableName table : tables) {
            permissions.table(table);
        }
        return permissions.missing;
    }

    private void server() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SERVER);
                ResultSet row = statement.executeQuery()) {
            row.next();
            boolean standby = row.getBoolean("standby");
            note(!standby, "may not write at all: the server is a standby in recovery");
            note(
                    standby || !row.getBoolean("reads_only"),
                    "may not write at all: transactions are read-only by default");
            note(row.getBoolean("temporary"), "may not create temporary tables in the database");
            note(row.getBoolean("control"), "may not create the schema whimbrel and its tables, which hold the ledger");
        }
    }

    private void table(TableName table) throws SQLException {
        String schema = table.schema();
        if (schema != null && !mayUse(schema)) {
            missing.add("may not use schema " + schema + ", which holds " + table.name());
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, Sql.quoted(table));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    missing.add("cannot see table " + table);
                    return;
                }
                for (int i = 0; i < VERBS.size(); i++) {
                    note(row.getBoolean(i + 1), "may not " + VERBS.get(i) + " " + table);
                }
            }
        }
        sequences(table);
    }

    private boolean mayUse(String schema) throws SQLException {
        String sql = "select has_schema_privilege(oid, 'USAGE') from pg_namespace where nspname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return !row.next() || row.getBoolean(1);
            }
        }
    }

    private void sequences(TableName table) throws SQLException {
        TableShape shape = TableShape.read(connection, table);
        String sql = "select has_sequence_privilege(sequence::oid, 'USAGE') from (" + Sequences.OF_COLUMN
                + ") s order by rank limit 1";
        for (NativeColumn column : shape.columns()) {
            if (column.column().filling() != Filling.IDENTITY) {
                continue;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Sequences.bind(statement, shape.sql(), column.name());
                try (ResultSet row = statement.executeQuery()) {
                    note(
                            !row.next() || row.getBoolean(1),
                            "may not use the sequence of " + table + "." + column.name());
                }
            }
        }
    }

    private void note(boolean may, String sentence) {
        if (!may) {
            missing.add(sentence);
        }
    }
}
