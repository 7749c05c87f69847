package dev.whimbrel.engine.run;

import dev.failsafe.Failsafe;
import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.control.ledger.RunRequest;
import dev.whimbrel.control.ledger.Runs;
import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.copy.FlowWork;
import dev.whimbrel.engine.guest.Guest;
import dev.whimbrel.engine.plan.Fillings;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One process's part in a run: it joins or starts the run, works on its chunks until none is left, and, if it is the last, holds
 * the counts of both databases against each other.
 */
public final class MigrationRun {
    private final Prepared prepared;
    private final Set<TenantId> tenants;
    private final RunListener listener;
    private final Hold hold = new Hold();
    private Duration watch = Duration.ofSeconds(5);
    private @Nullable RepairOrder order;

    /** A run of a checked project for these tenants; none means all. */
    public MigrationRun(Prepared prepared, Set<TenantId> tenants, RunListener listener) {
        this.prepared = prepared.orStop();
        this.tenants = Set.copyOf(new TreeSet<>(tenants));
        this.listener = listener;
    }

    /** Goes over these rows only, and writes over what somebody made of them in the target. */
    public MigrationRun repairing(RepairOrder rows) {
        order = rows;
        return this;
    }

    /** The unfinished run that this one would go on with; a fault where one stands in the way. */
    public Optional<Run> unfinished(ControlSession control) {
        return control.with(ledger -> ledger.runs().unfinished(request()));
    }

    private RunRequest request() {
        Project project = prepared.project();
        return new RunRequest(
                project.name(),
                project.environment(),
                project.mappingHash(),
                tenants.stream().map(TenantId::text).toList(),
                prepared.sourceFingerprint(prepared.source()),
                prepared.targetFingerprint(prepared.target()),
                order == null ? null : order.repair());
    }

    /** How often both schemas are looked at while the run goes on. */
    MigrationRun watching(Duration every) {
        watch = every;
        return this;
    }

    /** Asks this process to stop after the chunks in hand; may be called from any thread. */
    public void stop() {
        hold.stop();
    }

    /** Works until the run is done, or until it is stopped. Failures are thrown after the run's state is recorded. */
    public Outcome execute() {
        Instant start = Instant.now();
        Project project = prepared.project();
        try (ControlSession control = Failsafe.with(Reopening.RETRIES)
                        .get(() -> Reopening.open(() -> new ControlSession(project.target())));
                Sources sources = Failsafe.with(Reopening.RETRIES)
                        .get(() -> Reopening.open(() -> Sources.of(project.source())))) {
            Facts facts = open(control, sources);
            work(facts);
            if (hold.failure() != null) {
                throw failed(control, facts);
            }
            boolean done =
                    control.again(ledger -> ledger.steps().allDone(facts.run().id()));
            if (done) {
                balance(control, facts);
            }
            return outcome(control, facts.run().id(), !done, Duration.between(start, Instant.now()));
        }
    }

    private Facts open(ControlSession control, Sources sources) {
        Project project = prepared.project();
        AtomicInteger worker = new AtomicInteger();
        Runs.Opened opened = control.again((ledger, transaction) -> {
            ledger.installation().install();
            // Nothing beats for this process yet: where it waits for one that stands still, the next try gets past it.
            ledger.sessions()
                    .endSilent(
                            project.name(),
                            project.environment(),
                            0,
                            project.settings().lease());
            Runs.Opened found = ledger.runs().open(request());
            if (!found.resumed()) {
                begin(ledger, control.target(), transaction, found.run().id());
            }
            // From here on the run has a living worker, and no other process can end it.
            worker.set(ledger.runs()
                    .register(
                            found.run().id(),
                            Braking.host(),
                            ProcessHandle.current().pid()));
            ledger.runs().holdLock(worker.get());
            return found;
        });
        checkFingerprints(control, opened);
        Restoring.ofEndedRuns(control);
        if (opened.resumed()) {
            control.again(ledger -> {
                ledger.sessions().endOfTheDead(opened.run().id());
                return true;
            });
        }
        opened.abandoned().forEach(listener::abandoned);
        listener.opened(opened.run(), opened.resumed());
        return control.again(ledger -> facts(ledger, opened.run(), worker.get(), sources));
    }

    private void begin(Ledger ledger, Target target, TargetTransaction transaction, long run) {
        RepairOrder repair = order;
        if (repair != null) {
            new RepairSteps(ledger, flow -> number(ledger, flow)).begin(run, repair, prepared.flows());
            return;
        }
        List<Step> steps = steps(ledger, target);
        ledger.steps().add(run, steps);
        weights(ledger, steps).note(ledger, run);
        new PuttingAside(prepared, target, flow -> number(ledger, flow)).of(ledger, transaction, run, steps);
    }

    private List<Step> steps(Ledger ledger, Target target) {
        return StepPlan.of(
                prepared.flows(),
                flow -> number(ledger, flow),
                flow -> !ledger.identities().any(number(ledger, flow)) && prepared.guarded(flow),
                flow -> Fillings.isVacant(prepared, flow, target));
    }

    private Weights weights(Ledger ledger, List<Step> steps) {
        Map<Integer, Long> rows = new HashMap<>();
        prepared.flows()
                .forEach(flow -> rows.put(number(ledger, flow), flow.source().rows()));
        return new Weights(steps, step -> rows.getOrDefault(step.flowNo(), 0L));
    }

    private int number(Ledger ledger, CompiledFlow flow) {
        return ledger.steps()
                .flowNo(
                        prepared.project().name(),
                        flow.name(),
                        flow.source().name().toString(),
                        flow.target().name().toString());
    }

    /** A run that goes on must find both schemas as they were when it began. */
    private void checkFingerprints(ControlSession control, Runs.Opened opened) {
        String side = null;
        if (!opened.run().sourceFingerprint().equals(prepared.sourceFingerprint(prepared.source()))) {
            side = "source";
        } else if (!opened.run().targetFingerprint().equals(prepared.targetFingerprint(prepared.target()))) {
            side = "target";
        }
        if (side != null) {
            String reason = "the " + side + "'s tables changed while it was unfinished";
            control.again(ledger -> {
                ledger.runs().finish(opened.run().id(), Run.State.ABANDONED, reason);
                return true;
            });
            throw Fault.user(
                    "SCHEMA_CHANGED",
                    "Cannot go on with run " + opened.run().id() + ": " + reason,
                    "The run is closed; what it moved stays and is recognised. Run `whimbrel check`, then start again.");
        }
    }

    private Facts facts(Ledger ledger, Run run, int worker, Sources sources) {
        Map<Integer, FlowWork> works = new LinkedHashMap<>();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (CompiledFlow flow : prepared.flows()) {
            int number = number(ledger, flow);
            works.put(number, prepared.work(flow, number, tenants));
            numbers.put(flow.name(), number);
        }
        List<String> own = tenants.stream().map(TenantId::text).toList();
        boolean othersMoved = !tenants.isEmpty()
                && !ledger.runs()
                        .movedTenants(run.project(), run.environment(), own)
                        .isEmpty();
        return new Facts(
                prepared,
                run,
                worker,
                works,
                numbers,
                ledger.tenants().numbered(known()),
                ledger.steps().list(run.id()),
                tenants,
                othersMoved,
                ConcurrentHashMap.newKeySet(),
                sources);
    }

    /** All tenants that rows may be recorded under. */
    private List<TenantId> known() {
        List<TenantId> known = new ArrayList<>(prepared.tenants());
        known.add(TenantId.SHARED);
        known.add(TenantId.UNKNOWN);
        return known;
    }

    private void work(Facts facts) {
        try (Pulse pulse = new Pulse(facts, hold, watch);
                Guest guest = Guests.of(facts, listener)) {
            pulse.start();
            guest.start();
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < prepared.project().settings().workers(); i++) {
                Thread thread =
                        new Thread(new ChunkWorker(facts, hold, listener, guest, i), "whimbrel-worker-" + (i + 1));
                thread.start();
                workers.add(thread);
            }
            for (Thread thread : workers) {
                join(thread);
            }
        }
    }

    private void join(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                hold.stop();
            }
        }
    }

    private RuntimeException failed(ControlSession control, Facts facts) {
        Throwable failure = hold.failure();
        if (hold.holdsRun() && failure != null) {
            control.again(ledger -> {
                ledger.runs().state(facts.run().id(), Run.State.HELD, failure.getMessage());
                return true;
            });
        }
        if (failure != null) {
            restore(control, facts, failure);
        }
        if (failure instanceof RuntimeException exception) {
            return exception;
        }
        return Fault.internal("WORKER_FAILED", "Cannot go on: a worker failed with " + failure, failure);
    }

    /** What cannot be made again now stays on the shelf, where `run` and `restore` find it. */
    private static void restore(ControlSession control, Facts facts, Throwable failure) {
        try {
            Restoring.afterFailure(control, facts.run().id(), facts.worker());
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Counts and closes; one process at a time does so, and a second finds it done. */
    private void balance(ControlSession control, Facts facts) {
        control.again(TimeLimit.COUNT, ledger -> {
            ledger.installation().install();
            Run now = ledger.runs().find(facts.run().id()).orElseThrow();
            if (now.state() == Run.State.RUNNING || now.state() == Run.State.HELD) {
                try (Source source = Reopening.open(facts.sources()::open)) {
                    close(
                            ledger,
                            facts,
                            facts.repairs()
                                    ? new RepairBalancing(facts, source).of(ledger)
                                    : new Balancing(facts, source).of(ledger));
                }
            }
            return true;
        });
    }

    private static void close(Ledger ledger, Facts facts, List<Balance> balances) {
        long run = facts.run().id();
        ledger.balances().replace(run, balances);
        ledger.staged().delete(run);
        List<String> off = balances.stream()
                .filter(balance -> !balance.balanced())
                .map(balance -> balance.flow() + " of tenant " + balance.tenant())
                .toList();
        if (off.isEmpty()) {
            ledger.repairKeys().forget(run);
            ledger.runs().finish(run, Run.State.COMPLETE, null);
        } else {
            ledger.runs().finish(run, Run.State.UNBALANCED, "does not balance: " + String.join(", ", off));
        }
    }

    private static Outcome outcome(ControlSession control, long run, boolean stopped, Duration time) {
        return control.again(ledger -> {
            Run now = ledger.runs().find(run).orElseThrow();
            return new Outcome(now, ledger.balances().list(run), ledger.issues().groups(now.project()), stopped, time);
        });
    }
}
