package dev.whimbrel.engine;

import dev.whimbrel.control.ledger.Brake;
import dev.whimbrel.control.ledger.Chunks;
import dev.whimbrel.control.ledger.Issues;
import dev.whimbrel.control.ledger.Pacing;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.control.ledger.Shelf;
import dev.whimbrel.control.proof.Followed;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.arrival.Arriving;
import dev.whimbrel.engine.evidence.EvidenceFile;
import dev.whimbrel.engine.evidence.FollowedRow;
import dev.whimbrel.engine.evidence.Recorded;
import dev.whimbrel.engine.pair.CompareRun;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.plan.Counting;
import dev.whimbrel.engine.plan.Plan;
import dev.whimbrel.engine.plan.Planning;
import dev.whimbrel.engine.plan.Preparation;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.plan.Tenants;
import dev.whimbrel.engine.project.Comparison;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.repair.RepairListener;
import dev.whimbrel.engine.repair.RepairRequest;
import dev.whimbrel.engine.repair.RepairRun;
import dev.whimbrel.engine.reveal.Revealing;
import dev.whimbrel.engine.run.Braking;
import dev.whimbrel.engine.run.ControlSession;
import dev.whimbrel.engine.run.DataCheck;
import dev.whimbrel.engine.run.DryRun;
import dev.whimbrel.engine.run.MigrationRun;
import dev.whimbrel.engine.run.Restoring;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.run.Trace;
import dev.whimbrel.engine.run.Tracing;
import dev.whimbrel.engine.verify.VerifyListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import dev.whimbrel.engine.verify.VerifyRun;
import dev.whimbrel.engine.waive.Waiving;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door to all that can be done with a project: {@code Migration.from(project).run(tenants, listener).execute()}. */
public final class Migration {
    private final Project project;

    private Migration(Project project) {
        this.project = project;
    }

    public static Migration from(Project project) {
        return new Migration(project);
    }

    /** Holds the project against both systems. Problems of the mapping are in the result; an unreachable system is a fault. */
    public Prepared prepare() {
        try (Source source = Connectors.source(project.source());
                Target target = Connectors.target(project.target())) {
            return Preparation.of(project, source, target);
        }
    }

    /** What a run for these tenants (none means all) would do; {@code counting} says how much of the source that reads. */
    public Plan plan(Set<TenantId> tenants, Counting counting) {
        try (Source source = Connectors.source(project.source());
                Target target = Connectors.target(project.target())) {
            return Planning.of(Preparation.of(project, source, target), source, target, tenants, counting);
        }
    }

    /** Takes every row of these tenants (none means all) through the mapping and all checks without writing anything. */
    public DataCheck checkData(Set<TenantId> tenants, RunListener listener) {
        return new DryRun(prepare(), tenants, listener).execute();
    }

    /** A run for these tenants (none means all), not yet begun. Throws all that would stop it. */
    public MigrationRun run(Set<TenantId> tenants, RunListener listener) {
        Prepared prepared = prepare();
        Tenants.require(prepared.tenants(), tenants);
        return new MigrationRun(prepared, tenants, listener);
    }

    /** A verification for these tenants (none means all), not yet begun. Throws all that would stop it. */
    public VerifyRun verify(Set<TenantId> tenants, VerifyListener listener) {
        Prepared prepared = prepare();
        Tenants.require(prepared.tenants(), tenants);
        return new VerifyRun(prepared, tenants, listener);
    }

    /** A repair of what differs, not yet begun. Throws all that would stop it. */
    public RepairRun repair(RepairRequest request, RepairListener listener) {
        Prepared prepared = prepare();
        Tenants.require(prepared.tenants(), request.tenants());
        return new RepairRun(prepared, request, listener);
    }

    /** The comparison of this name, not yet begun; the only one where none is named. */
    public CompareRun compare(@Nullable String name, Set<TenantId> tenants, VerifyListener listener) {
        return new CompareRun(project, comparison(name, "compare"), tenants, listener);
    }

    private Comparison comparison(@Nullable String name, String what) {
        List<Comparison> all = project.comparisons();
        if (name == null && all.size() == 1) {
            return all.get(0);
        }
        return all.stream()
                .filter(comparison -> comparison.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Fault.user(
                        "COMPARISON_UNKNOWN",
                        "Cannot " + what + ": "
                                + (name == null
                                        ? "it is not said which comparison is meant"
                                        : "there is no comparison " + name),
                        all.isEmpty()
                                ? "Declare one in the project file under `comparisons:`."
                                : "Name one of these: "
                                        + String.join(
                                                ", ",
                                                all.stream()
                                                        .map(Comparison::name)
                                                        .toList()) + "."));
    }

    /** What the newest run of a comparison found; empty where it was never run. */
    public Optional<VerifyOutcome> compared(String name) {
        String known = comparison(name, "report").name();
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            return new Recorded(session, project).newest(known);
        }
    }

    /** What the verification of this number found, or the newest one; empty where there is none. */
    public Optional<VerifyOutcome> verification(@Nullable Long number) {
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            Recorded recorded = new Recorded(session, project);
            return number == null ? recorded.newest(null) : recorded.of(number);
        }
    }

    /** What was accepted of the differences. */
    public Waiving waiving() {
        return new Waiving(project, Clock.systemDefaultZone());
    }

    /** Rows in the clear, for who may see them. */
    public Revealing revealing() {
        return new Revealing(project, Clock.systemDefaultZone(), this::prepare);
    }

    /** Inputs of production, as they came. */
    public Arriving arriving() {
        return new Arriving(project, Clock.systemDefaultZone());
    }

    /** Findings as files, and their end. */
    public EvidenceFile evidence() {
        return new EvidenceFile(project);
    }

    /** The verifications in which a row was found by its token, and those that followed; {@code most} of them, the newest. */
    public Followed follow(String token, int most) {
        return new FollowedRow(project).of(token, most);
    }

    /** The newest runs first. */
    public List<Run> runs(int limit) {
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            return session.with(ledger -> ledger.runs().list(project.name(), project.environment(), limit));
        }
    }

    /** The manual brake on this project's runs in this environment. */
    public Braking braking() {
        return new Braking(project);
    }

    /** How a run stands, and what each of its living processes last said of its pace. */
    public record Status(
            Run run,
            boolean live,
            List<Chunks.Progress> steps,
            List<dev.whimbrel.control.ledger.Balance> balances,
            List<Shelf.Item> shelf,
            Brake brake,
            List<Pacing.Told> paces) {}

    /** How the run of this number stands, or the newest one; empty where there is none. */
    public Optional<Status> status(@Nullable Long run) {
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            return session.with(ledger -> {
                Optional<Run> found = run == null
                        ? ledger.runs().list(project.name(), project.environment(), 1).stream()
                                .findFirst()
                        : ledger.runs().find(run);
                return found.map(it -> new Status(
                        it,
                        ledger.runs().isLive(it.id()),
                        ledger.chunks().progress(it.id()),
                        ledger.balances().list(it.id()),
                        ledger.shelf().of(it.id()),
                        ledger.brakes().of(it.project(), it.environment()),
                        ledger.pacings().of(it.id())));
            });
        }
    }

    /** Makes indexes and foreign keys again that runs put aside on which nobody works any more. */
    public Restoring.Restored restore() {
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            return Restoring.of(session);
        }
    }

    /** Open issues by flow, code, columns and tenant. */
    public List<Issues.Group> issueGroups() {
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            return session.with(ledger -> ledger.issues().groups(project.name()));
        }
    }

    /** Open issues one by one, narrowed where given. */
    public List<Issues.Open> issues(@Nullable String flow, @Nullable String code, @Nullable String tenant, int limit) {
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            return session.with(ledger -> ledger.issues().list(project.name(), flow, code, tenant, limit));
        }
    }

    /**
     * Where a row went or came from.
     *
     * @param table a flow, a source table or a target table
     * @param key the key's canonical text; parts joined by {@code |}
     */
    public Trace trace(String table, String key) {
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            return session.with(ledger -> Tracing.of(project, ledger, table, key));
        }
    }
}
