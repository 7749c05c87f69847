package dev.whimbrel.engine.run;

import dev.failsafe.Failsafe;
import dev.whimbrel.control.arrival.ArrivalRecords;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.LedgerFaults;
import dev.whimbrel.control.proof.Proof;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.project.Project;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A connection of its own for looking into the ledger and writing to it apart from rows, each time in a transaction. */
public final class ControlSession implements AutoCloseable {
    private final Target target;

    public ControlSession(ConnectionProfile profile) {
        this.target = Connectors.target(profile);
    }

    /** Of a target that has our tables already; {@code NO_RUN_YET} where it has none. */
    public static ControlSession ofLedger(ConnectionProfile profile) {
        ControlSession session = new ControlSession(profile);
        try {
            session.requireLedger();
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Does something with the ledger in a transaction of its own. */
    public <T> T with(Function<Ledger, T> work) {
        return with(TimeLimit.LEDGER, work);
    }

    /** The same where a statement may take another time. */
    <T> T with(TimeLimit limit, Function<Ledger, T> work) {
        return inTransaction(transaction -> {
            limit(transaction.unwrap(Connection.class), limit);
            return work.apply(Ledger.on(transaction.unwrap(Connection.class)));
        });
    }

    /** The same beside the transaction itself. */
    <T> T with(BiFunction<Ledger, TargetTransaction, T> work) {
        return inTransaction(transaction -> work.apply(Ledger.on(transaction.unwrap(Connection.class)), transaction));
    }

    /** Does something with what verifications found, in a transaction of its own that may take its time. */
    public <T> T prove(Function<Proof, T> work) {
        return inTransaction(transaction -> {
            limit(transaction.unwrap(Connection.class), TimeLimit.COUNT);
            return work.apply(Proof.on(transaction.unwrap(Connection.class)));
        });
    }

    /** Does something with the record of a project's arrivals, in a transaction of its own. */
    public <T> T arrivals(Project project, Function<ArrivalRecords, T> work) {
        return inTransaction(transaction -> {
            limit(transaction.unwrap(Connection.class), TimeLimit.LEDGER);
            return work.apply(
                    ArrivalRecords.on(transaction.unwrap(Connection.class), project.name(), project.environment()));
        });
    }

    private <T> T inTransaction(Function<TargetTransaction, T> work) {
        try (TargetTransaction transaction = target.begin()) {
            T result = work.apply(transaction);
            transaction.commit();
            return result;
        } catch (Fault e) {
            throw e;
        } catch (RuntimeException e) {
            throw LedgerFaults.of(e);
        }
    }

    <T> T again(BiFunction<Ledger, TargetTransaction, T> work) {
        return Failsafe.with(Reopening.RETRIES).get(() -> with(work));
    }

    /** For the rest of the transaction that the connection is in. */
    static void limit(Connection connection, TimeLimit limit) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + limit.millis());
        } catch (SQLException e) {
            throw LedgerFaults.of(new IllegalStateException(e));
        }
    }

    /**
     * The same, tried again while the connection is lost or the server restarts, and also where it is not known whether the
     * commit took place: only for work that does no harm when it is done twice.
     */
    <T> T again(Function<Ledger, T> work) {
        return again(TimeLimit.LEDGER, work);
    }

    <T> T again(TimeLimit limit, Function<Ledger, T> work) {
        return Failsafe.with(Reopening.RETRIES).get(() -> with(limit, work));
    }

    Target target() {
        return target;
    }

    /** Fails when our tables are absent: nothing has ever run here. */
    private void requireLedger() {
        if (!with(ledger -> ledger.installation().upgraded())) {
            throw Fault.user(
                    "NO_RUN_YET",
                    "Cannot tell: no run has been started in this target yet",
                    "Start one with `whimbrel run`.");
        }
    }

    @Override
    public void close() {
        target.close();
    }
}
