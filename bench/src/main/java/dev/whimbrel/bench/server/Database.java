package dev.whimbrel.bench.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A database on one of the bench's servers.
 *
 * @param system {@code postgresql} or {@code mariadb}
 */
public record Database(String system, String name, int port, String user, String password) {
    public String url() {
        return "jdbc:" + system + "://127.0.0.1:" + port + "/" + name;
    }

    /** The address as command-line programs want it, such as {@code postgresql://user@127.0.0.1:5432/name}. */
    public String uri() {
        String scheme = system.equals("mariadb") ? "mysql" : system;
        String secret = password.isEmpty() ? "" : ":" + password;
        return scheme + "://" + user + secret + "@127.0.0.1:" + port + "/" + name;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user, password);
    }

    /** Runs statements one after another, each in a transaction of its own. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare database " + name + ": " + e.getMessage(), e);
        }
    }

    /** The first column of the first row as a text; null where there is none. */
    public @Nullable String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask database " + name + ": " + e.getMessage(), e);
        }
    }
}
