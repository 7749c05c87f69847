package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.testkit.server.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failed connection is named alike whatever the database, and without the user's name. */
class ConnectionFaultsTest {
    @Test
    void mariaDb() throws Exception {
        MariaDbServer server = MariaDbServer.shared();
        String url = server.createDatabase();
        String host = url.substring(0, url.lastIndexOf('/') + 1);
        assertThat(fault(url, server.user(), "wrong").code()).isEqualTo("AUTHENTICATION_FAILED");
        assertThat(fault(host + "no_such_database", server.user(), server.password())
                        .code())
                .isEqualTo("DATABASE_UNKNOWN");
        assertThat(fault("jdbc:mariadb://127.0.0.1:1/x", server.user(), "secret")
                        .code())
                .isEqualTo("CONNECTION_REFUSED");
    }

    private static Fault fault(String url, String user, String password) throws Exception {
        ConnectionProfile profile = new ConnectionProfile("mariadb", url, user, password, Map.of(), Path.of("."));
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            throw new AssertionError("The connection opened: " + connection.isValid(1));
        } catch (SQLException e) {
            Fault fault = ConnectionFaults.of(Kind.SOURCE, profile, e);
            assertThat(fault.getMessage()).startsWith("Cannot ").doesNotContain(password);
            return fault;
        }
    }

    /** SQL Server's numbers are taken from its documentation, since no such server can be embedded. */
    @ParameterizedTest
    @CsvSource({
        "S0001, 18456, AUTHENTICATION_FAILED, false",
        "S0001, 4060, DATABASE_UNKNOWN, false",
        "08S01, 0, CONNECTION_REFUSED, false",
        "57P03, 0, SERVER_UNAVAILABLE, true",
        "53300, 0, TOO_MANY_CONNECTIONS, true",
        "08004, 1040, TOO_MANY_CONNECTIONS, true",
        "28P01, 0, AUTHENTICATION_FAILED, false",
        "3D000, 0, DATABASE_UNKNOWN, false"
    })
    void states(String state, int number, String code, boolean passing) {
        ConnectionProfile profile = new ConnectionProfile("x", "jdbc:x://h/d", "u", "p", Map.of(), Path.of("."));
        Fault fault = ConnectionFaults.of(Kind.TARGET, profile, new SQLException("text of the driver", state, number));
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.isTransient()).isEqualTo(passing);
        assertThat(fault.getMessage()).doesNotContain("text of the driver");
    }

    @Test
    void aConnectionThatStoodBeforeMayComeBack() {
        ConnectionProfile profile = new ConnectionProfile("x", "jdbc:x://h/d", "u", "p", Map.of(), Path.of("."));
        SQLException refused = new SQLException("refused", "08001");
        assertThat(ConnectionFaults.of(Kind.TARGET, profile, refused).isTransient())
                .isFalse();
        assertThat(ConnectionFaults.reopening(Kind.TARGET, profile, refused).isTransient())
                .isTrue();
    }
}
