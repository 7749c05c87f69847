package dev.whimbrel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;

/** The embedded servers start, on this machine and for this user, and hold four-byte UTF-8. */
class ServersTest {
    @Test
    void postgres() throws Exception {
        PostgresServer server = PostgresServer.shared();
        try (Connection connection = DriverManager.getConnection(server.createDatabase(), server.user(), "")) {
            assertThat(echo(connection)).isEqualTo("Whimbrel 🐦");
        }
    }

    @Test
    void mariaDb() throws Exception {
        MariaDbServer server = MariaDbServer.shared();
        try (Connection connection =
                DriverManager.getConnection(server.createDatabase(), server.user(), server.password())) {
            assertThat(echo(connection)).isEqualTo("Whimbrel 🐦");
        }
    }

    private static String echo(Connection connection) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("create table bird (name varchar(40))");
            statement.execute("insert into bird values ('Whimbrel 🐦')");
            try (ResultSet rows = statement.executeQuery("select name from bird")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
