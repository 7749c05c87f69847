package dev.whimbrel.engine.repair;

import dev.whimbrel.control.ledger.Repair;
import dev.whimbrel.control.ledger.RepairKey;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import dev.whimbrel.engine.run.MigrationRun;
import dev.whimbrel.engine.run.Outcome;
import dev.whimbrel.engine.run.RepairOrder;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import dev.whimbrel.engine.verify.VerifyRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A repair: verifies, lets an ordinary run go once more over the rows that differ and can be put right, and verifies again. One that was
 * interrupted in its run goes on with it when it is asked for in the same words.
 */
public final class RepairRun {
    /** Keys that are kept in memory between verification and run. */
    private static final int MOST = 1_000_000;

    private static final int NAMED = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Prepared prepared;
    private final RepairRequest request;
    private final RepairListener listener;
    private Duration settle = VerifyRun.SETTLE;
    private int most = MOST;

    public RepairRun(Prepared prepared, RepairRequest request, RepairListener listener) {
        this.prepared = prepared.orStop();
        this.request = request;
        this.listener = listener;
    }

    /** How long a difference must last to count as one. */
    public RepairRun settling(Duration time) {
        settle = time;
        return this;
    }

    /** For a test of what happens where there are too many rows. */
    RepairRun atMost(int rows) {
        most = rows;
        return this;
    }

    /** What would be repaired. Nothing is written but the verification that finds it. */
    public RepairPlan plan() {
        requireKnown();
        return patiently(() -> found(0)).plan();
    }

    /** Repairs it. */
    public Repaired execute() {
        requireNamed();
        requireKnown();
        Found found = patiently(() -> unfinished().isPresent() ? null : found(most));
        if (found != null) {
            listener.planned(found.plan());
            if (found.plan().rows() == 0) {
                ask(control -> control.with(ledger -> {
                    ledger.runs().endRepairs(project().name(), project().environment());
                    return true;
                }));
                return Repaired.nothing(found.plan());
            }
        }
        Outcome outcome = run(found == null ? goingOn() : order(found));
        Set<String> patterns = ask(control -> control.with(
                ledger -> ledger.repairKeys().patterns(outcome.run().id())));
        RepairPlan plan = found == null ? null : found.plan();
        Repair done = Objects.requireNonNull(outcome.run().repair());
        VerifyOutcome after =
                outcome.isComplete() && !outcome.stopped() ? patiently(() -> again(done.verification())) : null;
        return new Repaired(plan, outcome, after, patterns);
    }

    private Project project() {
        return prepared.project();
    }

    private Repair repair(long verification) {
        return new Repair(verification, request.reason(), List.copyOf(request.patterns()));
    }

    private RepairOrder order(Found found) {
        return new RepairOrder(repair(found.plan().found().verification().id()), found.rows());
    }

    /** One that goes on with an unfinished run has the rows in the ledger. */
    private RepairOrder goingOn() {
        return new RepairOrder(repair(0), Map.of());
    }

    private record Found(RepairPlan plan, Map<String, List<RepairKey>> rows) {}

    private Found found(int keys) {
        return ask(control -> {
            Sorting sorting = new Sorting(prepared, request, control, keys);
            VerifyOutcome outcome =
                    verify(new VerifyRun(prepared, request.tenants(), listener.verifying()).showing(sorting));
            if (keys > 0 && sorting.isOver()) {
                throw Fault.user(
                        "REPAIR_TOO_LARGE",
                        "Cannot repair: more than " + keys + " rows are to be repaired at once",
                        "So many rows are a matter of the mapping: mend it and run. Or name fewer tenants, or patterns"
                                + " with --pattern.");
            }
            return new Found(sorting.plan(outcome), sorting.rows(outcome));
        });
    }

    private VerifyOutcome again(long first) {
        return verify(new VerifyRun(prepared, request.tenants(), listener.verifying()).against(first));
    }

    private VerifyOutcome verify(VerifyRun verification) {
        try {
            return verification.settling(settle).execute();
        } finally {
            listener.ended();
        }
    }

    private Outcome run(RepairOrder order) {
        MigrationRun run = new MigrationRun(prepared, request.tenants(), listener.running()).repairing(order);
        listener.stoppable(run::stop);
        try {
            return run.execute();
        } finally {
            listener.ended();
        }
    }

    private Optional<Run> unfinished() {
        MigrationRun run = new MigrationRun(prepared, request.tenants(), RunListener.NONE).repairing(goingOn());
        return ask(run::unfinished);
    }

    private <T> T ask(java.util.function.Function<ControlSession, T> work) {
        try (ControlSession control = ControlSession.ofLedger(project().target())) {
            return work.apply(control);
        }
    }

    /** Verifications of a project are made one after the other: where another process is at one, its end is waited for. */
    private <T extends @Nullable Object> T patiently(Supplier<T> work) {
        boolean told = false;
        while (true) {
            try {
                return work.get();
            } catch (Fault fault) {
                if (!fault.code().equals("VERIFICATION_ACTIVE")) {
                    throw fault;
                }
                if (!told) {
                    listener.waiting();
                    told = true;
                }
                pause(fault);
            }
        }
    }

    private static void pause(Fault fault) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault;
        }
    }

    /**
     * Nobody keeps account of which tenants work in the new system already: all that a run has moved may. Their rows are written over only
     * by somebody who names each and says why.
     */
    private void requireNamed() {
        List<String> moved = ask(control -> control.with(
                ledger -> ledger.runs().movedTenants(project().name(), project().environment(), List.of())));
        if (request.tenants().isEmpty()) {
            throw live("tenants that have moved may be live, and none is named", moved);
        }
        if (!request.saysWhy()) {
            List<String> named =
                    request.tenants().stream().map(TenantId::text).sorted().toList();
            throw live("tenants that have moved may be live, and no reason of some words is given", named);
        }
    }

    private static Fault live(String why, List<String> tenants) {
        List<String> some = tenants.stream().limit(NAMED).toList();
        String more = tenants.size() > NAMED ? " and " + (tenants.size() - NAMED) + " more" : "";
        return Fault.user(
                "REPAIR_LIVE",
                "Cannot repair: " + why + ": " + String.join(", ", some) + more,
                "Name each tenant whose rows shall be written over with --tenant, and say why with --reason \"TEXT\"; it is"
                        + " recorded with the run. `whimbrel repair --plan` shows what would be repaired.");
    }

    /** Before anything begins: a verification takes its time. One that was found before and is not there any more is repaired already. */
    private void requireKnown() {
        Set<String> unknown = new TreeSet<>(request.patterns());
        if (unknown.isEmpty()) {
            return;
        }
        unknown.removeAll(ask(control -> control.prove(proof -> proof.verifications()
                .knownPatterns(new Matter(project().name(), project().environment())))));
        if (!unknown.isEmpty()) {
            throw Fault.user(
                    "PATTERN_UNKNOWN",
                    "Cannot repair: no verification of this project ever found pattern " + String.join(", ", unknown),
                    "Take the ids from `whimbrel repair --plan` or `whimbrel report --text`.");
        }
    }
}
