package dev.whimbrel.control.proof;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of its own on a real server, with Whimbrel's tables in it and as many connections as a test asks for. */
final class Target implements AutoCloseable {
    private final List<Connection> opened = new ArrayList<>();
    private final String url = PostgresServer.shared().createDatabase();

    Target() throws SQLException {
        Connection connection = connect();
        Ledger.on(connection).installation().install();
        connection.commit();
    }

    String url() {
        return url;
    }

    /** A session with autocommit off. */
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, "postgres", "");
        connection.setAutoCommit(false);
        opened.add(connection);
        return connection;
    }

    /** The first column of what a query gives, in a session of its own. */
    List<String> texts(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
    }
}
