package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database of its own on a real server, with a second connection to look at it from outside. */
record Database(String url, String user, Connection outside) implements AutoCloseable {
    static Database create(String... statements) throws SQLException {
        PostgresServer server = PostgresServer.shared();
        return at(server.createDatabase(), statements);
    }

    static Database at(String url, String... statements) throws SQLException {
        Database database = new Database(url, "postgres", DriverManager.getConnection(url, "postgres", ""));
        for (String statement : statements) {
            database.execute(statement);
        }
        return database;
    }

    ConnectionProfile profile() {
        return profile(url, user);
    }

    static ConnectionProfile profile(String url, String user) {
        return new ConnectionProfile("postgresql", url, user, "", Map.of(), Path.of("."));
    }

    PostgresTarget target() {
        return new PostgresTarget(profile());
    }

    void execute(String sql) throws SQLException {
        try (var statement = outside.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    String text(String sql) throws SQLException {
        try (var statement = outside.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    Table table(String name) throws SQLException {
        return PostgresCatalogue.read(outside).stream()
                .filter(t -> t.name().equals(TableName.parse(name))
                        || t.name().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<Column> columns(String table, String... names) throws SQLException {
        Table found = table(table);
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(found.column(name).orElseThrow());
        }
        return columns;
    }

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    static List<@Nullable Object[]> rows(@Nullable Object[]... rows) {
        return List.of(rows);
    }

    @Override
    public void close() throws SQLException {
        outside.close();
    }
}
