package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.View;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A moment of a MariaDB or MySQL database, kept by one session's transaction. No session can take it over from another without a lock
 * on all tables, so all that shows it is read in this session: one source is open at a time. Tables of engines without transactions
 * show what is there now; so do the catalogues.
 */
final class MariaDbView implements View {
    private final Connection session;
    private final MariaDbKept dialect;
    private boolean inUse;

    private MariaDbView(Connection session, MariaDbKept dialect) {
        this.session = session;
        this.dialect = dialect;
    }

    /** Keeps what this connection, which is closed with the view, shows now. A fault says when the server refuses to. */
    static MariaDbView keep(Connection session, MariaDbKept dialect) {
        try {
            dialect.keep(session);
            return new MariaDbView(session, dialect);
        } catch (SQLException e) {
            Fault fault = SqlFaults.reading("keep what the source shows now", e, session);
            close(session);
            throw fault;
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public synchronized Source open() {
        if (inUse) {
            throw new IllegalStateException("Another source shows this moment, and only one can at a time");
        }
        stands();
        inUse = true;
        return new JdbcSource(dialect, session, dialect.place()) {
            @Override
            public void close() {
                giveBack();
            }
        };
    }

    /** A session that was cut has lost its moment: there is no other that could show it. */
    private void stands() {
        try {
            dialect.see(session);
        } catch (SQLException e) {
            throw dialect.lost(e);
        }
    }

    private synchronized void giveBack() {
        inUse = false;
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(Connection session) {
        try {
            session.close();
        } catch (SQLException e) {
            // It wrote nothing, and a server that has lost it keeps nothing for it any more.
            return;
        }
    }
}
