package dev.whimbrel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server stopped softly or hard comes back on its port with what was committed, and with nothing else. */
class RestartTest {
    @Test
    void comesBackAfterEitherStop() throws SQLException {
        var folder = ServerFolder.fresh("postgres-");
        PostgresServer server = PostgresServer.start(folder, 0, Map.of());
        ServerFolder.deleteAtExit(folder, server::close);
        try (server) {
            String url = server.createDatabase();
            execute(url, "create table bird (id int)");
            int id = 0;
            for (PostgresServer.Stop how : PostgresServer.Stop.values()) {
                execute(url, "insert into bird values (" + ++id + ")", "checkpoint");
                try (Connection open = DriverManager.getConnection(url, "postgres", "")) {
                    open.setAutoCommit(false);
                    open.createStatement().execute("insert into bird values (99)");
                    server.stop(how);
                    assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
                }
                assertThatThrownBy(() -> execute(url, "select 1")).isInstanceOf(SQLException.class);
                server.start();
                assertThat(count(url)).isEqualTo(id);
            }
            server.restart(PostgresServer.Stop.FAST);
            assertThat(count(url)).isEqualTo(2);
        }
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int count(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from bird")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
