package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.connectors.jdbc.ConnectionFaults;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database as target. A connection that is lost is opened again when the next step begins. */
final class PostgresTarget implements Target {
    private final ConnectionProfile profile;
    /** Tables whose rows are sent in the form in which the server gives them back; worker and reader ask for it. */
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    private @Nullable Connection connection;
    private boolean inTransaction;

    PostgresTarget(ConnectionProfile profile) {
        this.profile = profile;
        try {
            connection = Session.open(profile);
        } catch (SQLException e) {
            throw ConnectionFaults.of(Kind.TARGET, profile, e);
        }
    }

    @Override
    public Schema schema() {
        return read("read the target's catalogue", open -> new Schema(PostgresCatalogue.read(open)));
    }

    @Override
    public List<String> missingPermissions(Collection<TableName> tables) {
        return read("read the target's permissions", open -> Permissions.missing(open, tables));
    }

    @Override
    public boolean isEmpty(TableName table) {
        return read("look into " + table, open -> {
            try (Statement statement = open.createStatement();
                    ResultSet row = statement.executeQuery("select not exists (select from "
                            + TableShape.read(open, table).sql() + ")")) {
                return row.next() && row.getBoolean(1);
            }
        });
    }

    @Override
    public TargetTransaction begin() {
        if (inTransaction) {
            throw new IllegalStateException("One transaction at a time");
        }
        Connection open = alive();
        inTransaction = true;
        return new PostgresTransaction(this, open, settled);
    }

    @Override
    public void close() {
        drop();
    }

    /** Gives up the connection; the server rolls back what it held. */
    void drop() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // It is gone either way.
            }
        }
    }

    void rollBack() {
        Connection open = connection;
        if (open != null) {
            try {
                open.rollback();
            } catch (SQLException e) {
                drop();
            }
        }
    }

    void ended() {
        inTransaction = false;
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T read(String what, Question<T> question) {
        Connection open = inTransaction && connection != null ? connection : alive();
        try {
            return question.ask(open);
        } catch (SQLException e) {
            if (ServerErrors.isLost(e)) {
                drop();
            }
            throw ServerErrors.fault(e, what);
        } finally {
            if (!inTransaction) {
                rollBack();
            }
        }
    }

    /** The connection, tried out, since nothing is under way that a new one could lose. */
    private Connection alive() {
        Connection open = connection;
        if (open != null) {
            try (Statement statement = open.createStatement()) {
                // It begins the transaction that is wanted next, and costs one round trip.
                statement.execute("select 1");
                return open;
            } catch (SQLException e) {
                drop();
            }
        }
        try {
            Connection fresh = Session.open(profile);
            connection = fresh;
            return fresh;
        } catch (SQLException e) {
            throw ConnectionFaults.reopening(Kind.TARGET, profile, e);
        }
    }
}
