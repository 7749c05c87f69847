package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The source contract on PostgreSQL. */
class PostgresSourceTest extends SourceContract {
    @Override
    SourceFixture open() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        SourceFixture fixture = new SourceFixture("postgresql", server.createDatabase(), server.user(), null, Map.of());
        fixture.execute(
                "create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        return fixture;
    }

    @Override
    String uuidType() {
        return "uuid";
    }

    @Override
    String bytesType() {
        return "bytea";
    }

    @Override
    String momentType() {
        return "timestamp";
    }

    @Override
    String caselessType() {
        return "varchar(20) collate caseless";
    }

    @Override
    String wrongUrl() {
        return "jdbc:postgresql://127.0.0.1:1/x?password=secret";
    }

    /** Texts are sent without a type, so that the server takes the column's. */
    @Override
    void insert(String table, List<Object[]> rows) throws SQLException {
        String marks = "?" + ", ?".repeat(rows.get(0).length - 1);
        try (PreparedStatement statement =
                fixture().connection().prepareStatement("insert into " + table + " values (" + marks + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    if (row[i] instanceof String) {
                        statement.setObject(i + 1, row[i], java.sql.Types.OTHER);
                    } else {
                        statement.setObject(i + 1, row[i]);
                    }
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    void killOthers() throws SQLException {
        fixture()
                .execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
    }
}
