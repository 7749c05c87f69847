package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Touch;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.engine.plan.Connectors;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Feels what a commit on the target takes, by a row of this process's own in the ledger. */
final class CommitFeeler implements Feeler {
    /** Beyond the limit of a statement, since a commit has none: it may wait for a standby that is gone. */
    private static final Duration MORE = Duration.ofSeconds(2);

    private final ConnectionProfile profile;
    private final int worker;
    private final Duration limit;
    private @Nullable Target target;
    private @Nullable Touch touch;

    CommitFeeler(ConnectionProfile profile, int worker, Duration limit) {
        this.profile = profile;
        this.worker = worker;
        this.limit = limit;
    }

    @Override
    public Signal signal() {
        return Signal.COMMIT;
    }

    @Override
    public Reading touch() {
        try {
            return new Reading.Measured(Signal.COMMIT, open().commit());
        } catch (SQLException e) {
            close();
            boolean late = "57014".equals(e.getSQLState());
            return new Reading.Failed(Signal.COMMIT, late ? "no answer in time" : "it failed" + state(e));
        } catch (RuntimeException e) {
            close();
            return new Reading.Failed(Signal.COMMIT, "no connection");
        }
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : ", SQL state " + e.getSQLState();
    }

    private Touch open() throws SQLException {
        Touch known = touch;
        if (known == null) {
            Target fresh = Connectors.target(profile);
            target = fresh;
            // Not closed as a transaction: the touch commits by itself on this connection.
            Connection connection = fresh.begin().unwrap(Connection.class);
            connection.setNetworkTimeout(Runnable::run, (int) limit.plus(MORE).toMillis());
            known = new Touch(connection, worker, limit);
            touch = known;
        }
        return known;
    }

    @Override
    public void close() {
        Target old = target;
        target = null;
        touch = null;
        if (old != null) {
            old.close();
        }
    }
}
