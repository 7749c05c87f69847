package dev.whimbrel.engine.run;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.whimbrel.control.ledger.Lease;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.LedgerFaults;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.control.ledger.Sessions;
import dev.whimbrel.control.ledger.Shelf;
import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.fault.CommitUnknown;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.TransientFault;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.engine.copy.Breaker;
import dev.whimbrel.engine.copy.ChunkTask;
import dev.whimbrel.engine.copy.FlowWork;
import dev.whimbrel.engine.copy.Scene;
import dev.whimbrel.engine.copy.Tally;
import dev.whimbrel.engine.copy.TargetLanding;
import dev.whimbrel.engine.guest.GivenBack;
import dev.whimbrel.engine.guest.Guest;
import dev.whimbrel.engine.plan.Connectors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thread that leases chunks and does them, with a source and a target connection of its own, until there is nothing left
 * that anybody could do.
 */
final class ChunkWorker implements Runnable {
    private static final Duration IDLE = Duration.ofMillis(100);

    private final Facts facts;
    private final Hold hold;
    private final RunListener listener;
    private final Guest guest;
    private final int number;
    private final StepPlanner planner;
    private final RetryPolicy<Object> retries;

    private @Nullable Source source;
    private @Nullable Target target;
    /** How many chunks should wait for a worker, where too few do; 0 where enough do. */
    private int wanted;

    private @Nullable Long lookedAt;
    /** The connection that the ledger is on. */
    private @Nullable Connection prepared;

    private @Nullable Ledger ledger;

    /** {@code number} tells the workers of this process apart, from 0. */
    ChunkWorker(Facts facts, Hold hold, RunListener listener, Guest guest, int number) {
        this.guest = guest;
        this.number = number;
        this.facts = facts;
        this.hold = hold;
        this.listener = listener;
        this.planner = new StepPlanner(facts, listener);
        this.retries = RetryPolicy.builder()
                .handleIf(failure -> failure instanceof Fault fault && fault.isTransient())
                .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(10))
                .withJitter(0.2)
                .withMaxRetries(12)
                .onRetry(event -> told(event.getLastException()))
                .build();
    }

    private void told(@Nullable Throwable failure) {
        disconnect();
        if (failure instanceof Fault fault) {
            listener.retried(fault.code(), String.valueOf(fault.getMessage()));
        }
    }

    @Override
    public void run() {
        try {
            while (!hold.isSet() && goOn()) {
                // goOn does the work
            }
        } catch (RuntimeException | Error failure) {
            hold.fail(failure);
        } finally {
            disconnect();
        }
    }

    /** Does one chunk, after cutting more where few are left, or waits a little for others; false when the run's steps are all done. */
    private boolean goOn() {
        guest.awaitTurn(number, hold::isSet, this::disconnect);
        if (hold.isSet()) {
            return false;
        }
        if (wanted > 0) {
            advance(wanted);
            wanted = 0;
            // That may take a while, and a pause that was ordered meanwhile holds.
            return true;
        }
        Optional<Lease> lease = Failsafe.with(retries).get(() -> inTransaction(this::lease));
        if (lease.isEmpty()) {
            return Failsafe.with(retries).get(this::rebuild) || advance(workers()) || waitForOthers();
        }
        Lease taken = lease.orElseThrow();
        int enough = Math.max(workers(), taken.working());
        wanted = taken.waiting() < enough ? enough : 0;
        facts.held().add(taken.name());
        try {
            work(taken);
        } finally {
            facts.held().remove(taken.name());
        }
        return true;
    }

    private int workers() {
        return facts.prepared().project().settings().workers();
    }

    private boolean advance(int enough) {
        return Failsafe.with(retries).get(() -> inTransaction(ledger -> planner.advance(ledger, source(), enough)));
    }

    /**
     * A chunk that waits, or one that somebody lost. Finding what is lost costs a look at the server's locks: it is done at first,
     * so that what an earlier process left comes first, as often as leases run out, and when nothing else is left.
     */
    private Optional<Lease> lease(Ledger ledger) {
        Duration time = facts.prepared().project().settings().lease();
        long run = facts.run().id();
        long now = System.nanoTime();
        if (lookedAt == null || now - lookedAt >= time.toNanos()) {
            lookedAt = now;
            return ledger.chunks().lease(run, facts.worker(), time, facts.held());
        }
        Optional<Lease> next = ledger.chunks().next(run, facts.worker(), time);
        return next.isPresent() ? next : ledger.chunks().lost(run, facts.worker(), time, facts.held());
    }

    /** Makes one thing again that was put aside and is due; false where there is none or others are at it. */
    private boolean rebuild() {
        List<Shelf.Item> due =
                inTransaction(ledger -> ledger.shelf().due(facts.run().id()));
        return !due.isEmpty() && new Rebuilding(target()).one(due, facts.worker());
    }

    private boolean waitForOthers() {
        if (Failsafe.with(retries)
                .get(() -> inTransaction(l -> l.steps().allDone(facts.run().id())))) {
            return false;
        }
        if (!Failsafe.with(retries).get(() -> inTransaction(this::runIsOpen))) {
            if (Failsafe.with(retries)
                    .get(() -> inTransaction(l -> l.steps().allDone(facts.run().id())))) {
                // Another process did the last of it meanwhile, and closed the run.
                return false;
            }
            throw Fault.user(
                    "RUN_ENDED",
                    "Cannot go on: run " + facts.run().id() + " was ended by another process",
                    "Look at `whimbrel runs`; start again to move what is left.");
        }
        try {
            Thread.sleep(IDLE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hold.stop();
        }
        return true;
    }

    private boolean runIsOpen(Ledger ledger) {
        return ledger.runs().find(facts.run().id()).filter(Run::isOpen).isPresent();
    }

    private void work(Lease lease) {
        try {
            if (lease.previousOwner() != 0 && lease.previousOwner() != facts.worker()) {
                Failsafe.with(retries)
                        .run(() -> inTransaction(ledger -> {
                            ledger.sessions().endOf(lease.previousOwner());
                            return true;
                        }));
            }
            Failsafe.with(retries).run(() -> attempt(lease));
        } catch (GivenBack stopped) {
            release(lease);
        } catch (RuntimeException failure) {
            release(lease);
            throw failure;
        }
    }

    /** One try. A commit of unknown outcome is looked up before anything else is done. */
    private void attempt(Lease lease) {
        long start = System.nanoTime();
        Tally tally = new Tally();
        try {
            if (copy(lease, tally)) {
                done(lease, tally, start);
            }
        } catch (CommitUnknown unknown) {
            told(unknown);
            if (!Failsafe.with(retries).get(() -> inTransaction(l -> l.chunks().isDone(lease)))) {
                throw notCommitted(unknown);
            }
            done(lease, tally, start);
        } catch (Fault fault) {
            if (fault.isTransient() || holds(lease)) {
                throw fault;
            }
            // Another worker has the chunk by now: what failed here was of no account, and nothing of it was written.
        }
    }

    private boolean holds(Lease lease) {
        return Failsafe.with(retries).get(() -> inTransaction(l -> l.chunks().holds(lease)));
    }

    private static TransientFault notCommitted(CommitUnknown unknown) {
        return new TransientFault(
                unknown.kind(),
                "COMMIT_LOST",
                "Cannot commit a chunk: the connection was lost before the target did",
                unknown);
    }

    private void done(Lease lease, Tally tally, long start) {
        Step step = facts.step(lease.step());
        String flow = facts.work(step.flowNo()).name();
        listener.chunk(flow, step.kind().name(), tally.total());
        listener.weighed(flow, step.kind().name(), tally.bytes());
        listener.took(flow, step.kind().name(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Copies the chunk in one target transaction; false when the lease was lost and nothing was written. */
    private boolean copy(Lease lease, Tally tally) {
        Step step = facts.step(lease.step());
        FlowWork work = facts.work(step.flowNo());
        try (TargetTransaction transaction = target().begin()) {
            Ledger ledger = ledger(transaction);
            if (!ledger.chunks().holds(lease)) {
                return false;
            }
            Scene scene = new Scene(
                    work,
                    lease.range(),
                    step.fresh(),
                    step.vacant(),
                    source(),
                    new TargetLanding(transaction, ledger, facts.run().id()),
                    tally,
                    facts.othersMoved(),
                    new Breaker(
                            facts.prepared().project().settings().breaker().share(),
                            facts.prepared().project().settings().breaker().rows()),
                    facts::flowNumber,
                    facts.tenantNumbers(),
                    facts.run().mappingId(),
                    facts.run().id(),
                    guest.chunk(hold::isSet),
                    facts.repaired(ledger, work, lease.range()));
            ChunkTask.of(step.kind()).work(scene);
            checkDigests(work, tally);
            if (!ledger.chunks().complete(lease, tally.counts(), tally.written(), tally.stored())) {
                return false;
            }
            transaction.commit();
            return true;
        } catch (Fault fault) {
            throw fault;
        } catch (org.jdbi.v3.core.JdbiException e) {
            throw LedgerFaults.of(e);
        }
    }

    private static void checkDigests(FlowWork work, Tally tally) {
        if (!tally.digestsEqual()) {
            throw Fault.target(
                    "DIGEST_DIFFERS",
                    "Cannot accept a chunk of flow " + work.name() + ": rows read back from "
                            + work.flow().target().name() + " are not the rows that were sent",
                    "Nothing of the chunk was committed. Look for triggers, rules or generated columns of that table that"
                            + " change what is written.",
                    null);
        }
    }

    /** The ledger on the transaction's connection, which is prepared where it is a new one. */
    private Ledger ledger(TargetTransaction transaction) {
        Connection connection = transaction.unwrap(Connection.class);
        Ledger known = ledger;
        if (known != null && connection == prepared) {
            return known;
        }
        prepare(connection);
        Ledger fresh = Ledger.on(connection);
        prepared = connection;
        ledger = fresh;
        return fresh;
    }

    /**
     * Lets the server know whose session this is, so that whoever takes over a lease can end it, and keeps its planner to the
     * indexes: tables that are just being filled have no statistics yet, and a plan that reads all of the identity map for each
     * batch would make the cost of a run grow with its square. Committed, lest a transaction that is rolled back takes it along.
     */
    private void prepare(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = '" + Sessions.name(facts.worker())
                    + "'; set enable_hashjoin = off; set enable_mergejoin = off; set enable_seqscan = off");
            connection.commit();
        } catch (SQLException e) {
            throw LedgerFaults.of(new IllegalStateException(e));
        }
    }

    private void release(Lease lease) {
        try {
            inTransaction(ledger -> {
                ledger.chunks().release(lease);
                return true;
            });
        } catch (RuntimeException e) {
            // It runs out by itself.
            listener.retried("LEASE_KEPT", "Cannot give a lease back; it runs out by itself");
        }
    }

    private <T> T inTransaction(java.util.function.Function<Ledger, T> work) {
        try (TargetTransaction transaction = target().begin()) {
            Ledger known = ledger(transaction);
            ControlSession.limit(transaction.unwrap(Connection.class), TimeLimit.LEDGER);
            T result = work.apply(known);
            transaction.commit();
            return result;
        } catch (org.jdbi.v3.core.JdbiException e) {
            throw LedgerFaults.of(e);
        } catch (CommitUnknown e) {
            // Leasing and planning may be repeated: a lease of unknown outcome is ours or runs out.
            throw new TransientFault(e.kind(), e.code(), String.valueOf(e.getMessage()), e);
        }
    }

    private Source source() {
        if (source == null) {
            source = Reopening.open(facts.sources()::open);
        }
        return source;
    }

    private Target target() {
        if (target == null) {
            target = Reopening.open(
                    () -> Connectors.target(facts.prepared().project().target()));
        }
        return target;
    }

    private void disconnect() {
        Source oldSource = source;
        Target oldTarget = target;
        source = null;
        target = null;
        prepared = null;
        ledger = null;
        closeQuietly(oldSource);
        closeQuietly(oldTarget);
    }

    private static void closeQuietly(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception ignored) {
            // A connection that is lost cannot be closed, and need not be.
        }
    }
}
