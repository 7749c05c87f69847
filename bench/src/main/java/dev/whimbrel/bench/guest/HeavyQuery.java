package dev.whimbrel.bench.guest;

import dev.whimbrel.bench.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Sessions that keep the processors of a PostgreSQL server busy until they are closed. */
public final class HeavyQuery implements AutoCloseable {
    private static final int SESSIONS = 8;
    /** In the select list, numbers are made one by one; in the from clause they would be put into a file first. */
    private static final String SQL =
            "select count(*) from (select generate_series(1, 2000000000) a) n where a % 7 = 3";

    private final List<Connection> connections = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();

    /** Starts them all and comes back at once. */
    public static HeavyQuery on(Database database) {
        HeavyQuery heavy = new HeavyQuery();
        for (int i = 0; i < SESSIONS; i++) {
            heavy.start(database);
        }
        return heavy;
    }

    private void start(Database database) {
        try {
            Connection connection = database.connect();
            connections.add(connection);
            Statement statement = connection.createStatement();
            statements.add(statement);
            Thread thread = new Thread(() -> run(statement), "heavy-query");
            thread.setDaemon(true);
            thread.start();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot start a heavy query: " + e.getMessage(), e);
        }
    }

    private static void run(Statement statement) {
        try {
            statement.execute(SQL);
        } catch (SQLException e) {
            // It is cancelled in the end.
            return;
        }
    }

    @Override
    public void close() {
        try {
            for (Statement statement : statements) {
                statement.cancel();
            }
            for (Connection connection : connections) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot end a heavy query: " + e.getMessage(), e);
        }
    }
}
