package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Reading.Failed;
import dev.whimbrel.core.port.Reading.Measured;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.Vitals;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The watch on a database: the canary is timed first, then each probe asks for what it knows of. */
final class JdbcVitals implements Vitals {
    /** Opens a connection on which no statement takes longer than the canary's limit. */
    interface Opening {
        Connection open() throws SQLException;
    }

    /** One statement after some signals. */
    interface Probe {
        /** Those that fail together with it. */
        List<Signal> signals();

        List<Reading> ask(Statement statement) throws SQLException;
    }

    private final Opening opening;
    private final String canary;
    private final List<Probe> probes;
    private @Nullable Connection connection;

    JdbcVitals(Opening opening, Canary canary, String usual, List<Probe> probes) {
        this.opening = opening;
        this.canary = Objects.requireNonNullElse(canary.sql(), usual);
        this.probes = List.copyOf(probes);
    }

    @Override
    public List<Reading> read() {
        List<Reading> readings = new ArrayList<>();
        try {
            Connection open = opened();
            readings.add(time(open));
            for (Probe probe : probes) {
                readings.addAll(ask(open, probe));
            }
        } catch (SQLException e) {
            close();
            readings.clear();
            readings.add(new Failed(Signal.CANARY, "no connection" + state(e)));
            probes.forEach(probe -> readings.addAll(failed(probe, "no connection" + state(e))));
        }
        return readings;
    }

    private Connection opened() throws SQLException {
        Connection open = connection;
        if (open == null || open.isClosed()) {
            open = opening.open();
            connection = open;
        }
        return open;
    }

    /** From asking to the last row. */
    private Reading time(Connection open) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery(canary)) {
            while (rows.next()) {
                // Only the time matters.
            }
        } catch (SQLException e) {
            stillOpen(open, e);
            return new Failed(Signal.CANARY, why(e));
        }
        return new Measured(Signal.CANARY, (System.nanoTime() - start) / 1e6);
    }

    private static List<Reading> ask(Connection open, Probe probe) throws SQLException {
        try (Statement statement = open.createStatement()) {
            return probe.ask(statement);
        } catch (SQLException e) {
            stillOpen(open, e);
            return failed(probe, why(e));
        }
    }

    /** A lost connection fails all signals at once. */
    private static void stillOpen(Connection open, SQLException e) throws SQLException {
        if (open.isClosed() || String.valueOf(e.getSQLState()).startsWith("08")) {
            throw e;
        }
    }

    static List<Reading> failed(Probe probe, String why) {
        return probe.signals().stream()
                .<Reading>map(signal -> new Failed(signal, why))
                .toList();
    }

    static String why(SQLException e) {
        // PostgreSQL; MariaDB; MySQL.
        boolean late = "57014".equals(e.getSQLState()) || e.getErrorCode() == 1969 || e.getErrorCode() == 3024;
        return late ? "no answer in time" : "the server refuses the question" + state(e);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : ", SQL state " + e.getSQLState();
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
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
