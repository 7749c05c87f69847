package dev.whimbrel.engine.run;

import dev.failsafe.Failsafe;
import dev.whimbrel.control.ledger.Sessions;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.shelf.Standing;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a process does beside its chunks: it shows that it lives, by a lock that its connection holds and by putting off the end
 * of its leases, it ends what processes that stand still keep locked, and it watches that neither schema changes under the run.
 */
final class Pulse implements AutoCloseable {
    private final Facts facts;
    private final Hold hold;
    private final Duration watch;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, task -> {
        Thread thread = new Thread(task, "whimbrel-pulse");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable ControlSession session;
    private @Nullable Source source;

    /** {@code watch} says how often the schemas are looked at. */
    Pulse(Facts facts, Hold hold, Duration watch) {
        this.facts = facts;
        this.hold = hold;
        this.watch = watch;
    }

    /** Takes the lock before any lease is taken, then beats by itself. */
    void start() {
        Failsafe.with(Reopening.RETRIES).run(this::beat);
        Duration lease = facts.prepared().project().settings().lease();
        long millis = Math.max(200, lease.toMillis() / 4);
        timer.scheduleWithFixedDelay(this::quietBeat, millis, millis, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::quietWatch, watch.toMillis(), watch.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A beat that fails is tried again with the next; leases run out if it stays so, and others take over. */
    private void quietBeat() {
        try {
            beat();
        } catch (RuntimeException e) {
            drop();
        }
    }

    /** The lock goes with its connection, which the session opens anew when it is lost: each beat sees to it again. */
    private void beat() {
        if (session == null) {
            session = Reopening.open(
                    () -> new ControlSession(facts.prepared().project().target()));
        }
        Duration lease = facts.prepared().project().settings().lease();
        session.with(ledger -> {
            ledger.sessions().call(Sessions.pulseName(facts.worker()));
            ledger.runs().holdLock(facts.worker());
            ledger.chunks().renew(facts.worker(), lease, facts.held());
            // Not left to the workers, which may all be waiting for what such a process has locked.
            return ledger.sessions()
                    .endSilent(facts.run().project(), facts.run().environment(), facts.worker(), lease);
        });
    }

    private void quietWatch() {
        try {
            watch();
        } catch (RuntimeException e) {
            drop();
        }
    }

    /** Compares both schemas with how they were when the run began. */
    private void watch() {
        if (source == null) {
            source = Connectors.source(facts.prepared().project().source());
        }
        String sourceNow = facts.prepared().sourceFingerprint(facts.prepared().related(source.schema()));
        if (!sourceNow.equals(facts.run().sourceFingerprint())) {
            hold.fail(changed("source"));
        }
        if (session != null) {
            String targetNow = facts.prepared().targetFingerprint(Standing.of(session.target()));
            if (!targetNow.equals(facts.run().targetFingerprint())) {
                hold.fail(changed("target"));
            }
        }
    }

    static Fault changed(String side) {
        return Fault.user(
                "SCHEMA_CHANGED",
                "Cannot go on: the " + side + "'s tables are not as they were when the run began",
                "Run `whimbrel check`, mend the mapping where it no longer fits, then start the run again.");
    }

    private void drop() {
        ControlSession oldSession = session;
        Source oldSource = source;
        session = null;
        source = null;
        try {
            if (oldSession != null) {
                oldSession.close();
            }
            if (oldSource != null) {
                oldSource.close();
            }
        } catch (RuntimeException ignored) {
            // Lost connections cannot be closed, and need not be.
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop();
    }
}
