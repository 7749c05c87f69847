package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Signal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Asks a database the smallest question there is: what it takes is the wait for the server's processors and the way there. */
final class JdbcFeeler implements Feeler {
    private static final String QUESTION = "SELECT 1";

    private final JdbcVitals.Opening opening;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement question;

    JdbcFeeler(JdbcVitals.Opening opening) {
        this.opening = opening;
    }

    @Override
    public Signal signal() {
        return Signal.ANSWER;
    }

    @Override
    public Reading touch() {
        try {
            PreparedStatement asked = prepared();
            // Twice: after a rest the first answer is slow for reasons of our own.
            ask(asked);
            long start = System.nanoTime();
            ask(asked);
            return new Reading.Measured(Signal.ANSWER, (System.nanoTime() - start) / 1e6);
        } catch (SQLException e) {
            close();
            return new Reading.Failed(Signal.ANSWER, JdbcVitals.why(e));
        }
    }

    private static void ask(PreparedStatement asked) throws SQLException {
        try (ResultSet row = asked.executeQuery()) {
            row.next();
        }
    }

    private PreparedStatement prepared() throws SQLException {
        PreparedStatement known = question;
        if (known == null) {
            Connection open = opening.open();
            connection = open;
            known = open.prepareStatement(QUESTION);
            question = known;
        }
        return known;
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        question = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // It is gone either way.
                return;
            }
        }
    }
}
