package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.testkit.server.MariaDbServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The source contract on MariaDB. */
class MariaDbSourceTest extends SourceContract {
    @Override
    SourceFixture open() throws SQLException {
        MariaDbServer server = MariaDbServer.shared();
        return new SourceFixture("mariadb", server.createDatabase(), server.user(), server.password(), Map.of());
    }

    @Override
    String uuidType() {
        return "uuid";
    }

    @Override
    String bytesType() {
        return "varbinary(16)";
    }

    @Override
    String momentType() {
        return "datetime(6)";
    }

    @Override
    String caselessType() {
        return "varchar(20) collate utf8mb4_unicode_ci";
    }

    @Override
    String wrongUrl() {
        return "jdbc:mariadb://127.0.0.1:1/x?password=secret";
    }

    @Override
    void insert(String table, List<Object[]> rows) throws SQLException {
        fixture().insert(table, rows);
    }

    @Override
    void killOthers() throws SQLException {
        for (String id : fixture()
                .texts(
                        "select id from information_schema.processlist where db = database() and id <> connection_id()")) {
            fixture().execute("kill " + id);
        }
    }
}
