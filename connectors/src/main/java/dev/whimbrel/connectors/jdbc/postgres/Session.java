package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ConnectionProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens connections with the settings that all our statements rely on. */
final class Session {
    /**
     * A long COPY is no fault, hence no statement timeout, whatever the server's default. A lock that does not come within a
     * minute is one: the step is tried again rather than the run standing still.
     */
    private static final String SETTINGS = """
            set timezone = 'UTC';
            set datestyle = 'ISO, YMD';
            set intervalstyle = 'iso_8601';
            set statement_timeout = 0;
            set lock_timeout = '60s';
            set bytea_output = 'hex';
            set extra_float_digits = 3;
            set xmloption = 'content'
            """;

    private Session() {}

    /** A connection outside any transaction, without autocommit. */
    static Connection open(ConnectionProfile profile) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "whimbrel");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        String user = profile.user();
        String password = profile.password();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        Connection connection = new Driver().connect(profile.url(), properties);
        if (connection == null) {
            throw Fault.user(
                    "CONNECTION_URL_INVALID",
                    "Cannot connect to " + profile + ": the url is not one of PostgreSQL's driver",
                    "Write it as jdbc:postgresql://host:port/database.");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
