package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;

/**
 * A moment of a PostgreSQL database, kept by a transaction that does nothing else. Whether it still stands is left to the server to
 * say, each time that a source looks at it: nothing is concluded here from a connection that is quiet.
 */
final class PostgresView implements View {
    /** By this name the session is found in {@code pg_stat_activity}. */
    static final String SESSION = "whimbrel snapshot";

    private static final String EXPORT = "SELECT pg_export_snapshot(), txid_current_snapshot()";
    /** A limit on whole transactions, which later servers have, would end this one. */
    private static final String UNLIMITED =
            "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'";

    private final Connection keeper;
    private final Moment moment;
    private final Function<Moment, Source> opening;

    private PostgresView(Connection keeper, Moment moment, Function<Moment, Source> opening) {
        this.keeper = keeper;
        this.moment = moment;
        this.opening = opening;
    }

    /**
     * Keeps what this connection, which is closed with the view, shows now; {@code place} is for messages. A fault says when the
     * server refuses to.
     */
    static PostgresView keep(Connection keeper, String place, Function<Moment, Source> opening) {
        try (Statement statement = keeper.createStatement()) {
            statement.execute("SET application_name = '" + SESSION + "'");
            statement.execute(UNLIMITED);
            keeper.commit();
            statement.execute(PostgresDialect.ONE_MOMENT);
            try (ResultSet row = statement.executeQuery(EXPORT)) {
                row.next();
                return new PostgresView(keeper, new Moment(row.getString(1), row.getString(2), place), opening);
            }
        } catch (SQLException e) {
            Fault fault = SqlFaults.reading("keep what " + place + " shows now", e, keeper);
            close(keeper);
            throw fault;
        }
    }

    @Override
    public Source open() {
        return opening.apply(moment);
    }

    @Override
    public void close() {
        close(keeper);
    }

    private static void close(Connection keeper) {
        try {
            keeper.close();
        } catch (SQLException e) {
            // It wrote nothing, and a server that has lost it keeps nothing for it any more.
            return;
        }
    }
}
