package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.DryLedger;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.copy.Breaker;
import dev.whimbrel.engine.copy.ChunkTask;
import dev.whimbrel.engine.copy.DryLanding;
import dev.whimbrel.engine.copy.FlowWork;
import dev.whimbrel.engine.copy.Scene;
import dev.whimbrel.engine.copy.Tally;
import dev.whimbrel.engine.guest.Pace;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Settings;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes every row through the same stations as a run, and writes nothing: what would land is remembered in temporary tables of
 * one session, as far as later rows depend on it.
 */
public final class DryRun {
    private static final int SAMPLES = 3;
    /** Flows that no run has seen have no number in the ledger; these are out of its way. */
    private static final int UNNUMBERED = 30_000;

    private final Prepared prepared;
    private final Set<TenantId> tenants;
    private final RunListener listener;

    private final Map<Integer, FlowWork> works = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Map<TenantId, Counts>> counts = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> rejects = new LinkedHashMap<>();
    private final List<DataCheck.Sample> samples = new ArrayList<>();

    public DryRun(Prepared prepared, Set<TenantId> tenants, RunListener listener) {
        this.prepared = prepared.orStop();
        this.tenants = Set.copyOf(tenants);
        this.listener = listener;
    }

    public DataCheck execute() {
        try (Sources sources = Sources.of(prepared.project().source());
                Source source = sources.open();
                Target target = Connectors.target(prepared.project().target());
                TargetTransaction transaction = target.begin()) {
            Ledger ledger = Ledger.on(transaction.unwrap(Connection.class));
            number(ledger);
            DryLedger dry = ledger.dry();
            dry.open();
            DryLanding landing = new DryLanding(transaction, dry, this::issue);
            List<Step> steps = StepPlan.of(prepared.flows(), flow -> number(flow.name()), flow -> false, flow -> false);
            for (Step step : steps) {
                pass(step, source, landing);
            }
        }
        return new DataCheck(counts, rejects, samples, tripping());
    }

    /** A run judges chunk by chunk; failures that are spread evenly, as systemic ones are, trip it for certain. */
    private List<String> tripping() {
        Settings.Breaker breaker = prepared.project().settings().breaker();
        List<String> flows = new ArrayList<>();
        counts.forEach((flow, tenantCounts) -> {
            Counts sum = tenantCounts.values().stream().reduce(Counts.ZERO, Counts::plus);
            if (sum.quarantined() >= breaker.rows() && sum.quarantined() > breaker.share() * sum.read()) {
                flows.add(flow);
            }
        });
        return flows;
    }

    private void number(Ledger ledger) {
        boolean known = ledger.installation().exists();
        for (CompiledFlow flow : prepared.flows()) {
            int fallback = UNNUMBERED + numbers.size();
            int number = known
                    ? ledger.steps()
                            .findFlow(prepared.project().name(), flow.name())
                            .orElse(fallback)
                    : fallback;
            numbers.put(flow.name(), number);
            works.put(number, prepared.work(flow, number, tenants));
        }
    }

    private int number(String flow) {
        return numbers.getOrDefault(flow, UNNUMBERED - 1);
    }

    private void pass(Step step, Source source, DryLanding landing) {
        FlowWork work = works.get(step.flowNo());
        if (work == null) {
            throw new IllegalStateException("No flow has number " + step.flowNo());
        }
        listener.planned(work.name(), step.kind().name(), 1, -1);
        Tally tally = new Tally();
        Breaker never = new Breaker(1, Long.MAX_VALUE);
        Scene scene = new Scene(
                work,
                KeyRange.ALL,
                false,
                false,
                source,
                landing,
                tally,
                false,
                never,
                this::number,
                Map.of(),
                0,
                0,
                Pace.FREE,
                null);
        ChunkTask.of(step.kind()).work(scene);
        Map<TenantId, Counts> sums = counts.computeIfAbsent(work.name(), name -> new TreeMap<>());
        tally.counts().forEach((tenant, count) -> sums.merge(tenant, count, Counts::plus));
        listener.chunk(work.name(), step.kind().name(), tally.total());
    }

    private void issue(int flowNo, Issue issue) {
        String flow = java.util.Objects.requireNonNull(works.get(flowNo)).name();
        long seen = rejects.computeIfAbsent(flow, name -> new TreeMap<>()).merge(issue.code(), 1L, Long::sum);
        if (seen <= SAMPLES) {
            samples.add(new DataCheck.Sample(flow, issue));
        }
    }
}
