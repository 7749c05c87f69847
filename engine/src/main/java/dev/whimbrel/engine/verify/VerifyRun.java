package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verifications;
import dev.whimbrel.core.difference.MappingWatch;
import dev.whimbrel.core.difference.RowClassifier;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.Disk;
import dev.whimbrel.engine.compare.ExpectedRows;
import dev.whimbrel.engine.compare.FindingSpool;
import dev.whimbrel.engine.compare.KeyColumns;
import dev.whimbrel.engine.compare.Names;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.copy.FlowWork;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Law;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Verifies a project: flow by flow, and law by law. What is found of one is recorded whole before the next begins, so that a
 * verification that was interrupted goes on with those that are left. A flow that cannot be compared is INCOMPARABLE and stops no
 * other.
 */
public final class VerifyRun {
    /** What a change may take from one side to the other, where nothing else is said. */
    public static final Duration SETTLE = Duration.ofSeconds(2);

    private final Prepared prepared;
    private final Set<TenantId> tenants;
    private final VerifyListener listener;
    private final LongAdder rows = new LongAdder();
    private final SecureRandom random = new SecureRandom();
    private Duration settle = SETTLE;

    /** @param tenants whose rows are looked at; none means all */
    public VerifyRun(Prepared prepared, Set<TenantId> tenants, VerifyListener listener) {
        this.prepared = prepared.orStop();
        this.tenants = Set.copyOf(tenants);
        this.listener = listener;
    }

    /** How long a difference must last before it counts as one: longer than any change takes from one side to the other. */
    public VerifyRun settling(Duration time) {
        settle = time;
        return this;
    }

    /** Verifies what is not verified yet; {@code NO_RUN_YET} where nothing was ever moved. */
    public VerifyOutcome execute() {
        Project project = prepared.project();
        try (ControlSession control = new ControlSession(project.target())) {
            control.requireLedger();
            Memory memory = Memory.of(control, project, tenants);
            Verifications.Opened opened = memory.open();
            listener.opened(opened.verification(), opened.continued());
            Set<String> finished = memory.finished();
            for (CompiledFlow flow : prepared.flows()) {
                if (!finished.contains(flow.name())) {
                    new Unit(control, memory).flow(flow);
                }
            }
            for (Law law : project.laws()) {
                if (!finished.contains(MappedParts.name(law))) {
                    new Unit(control, memory).law(law);
                }
            }
            return memory.finish();
        }
    }

    /** One flow or law. */
    private final class Unit {
        private final ControlSession control;
        private final Memory memory;
        private final MappedParts parts = new MappedParts(prepared, tenants);

        Unit(ControlSession control, Memory memory) {
            this.control = control;
            this.memory = memory;
        }

        void flow(CompiledFlow flow) {
            long estimate = flow.source().rows();
            long before = rows.sum();
            listener.flow(
                    flow.name(),
                    estimate < 0 ? -1 : tenants.isEmpty() ? 2 * estimate : estimate,
                    () -> rows.sum() - before);
            try (Source source = Connectors.source(prepared.project().source());
                    Source target = Connectors.source(prepared.project().target());
                    RowComparison comparison = comparison(flow, source, target)) {
                RowComparison.Result result = comparison.execute();
                told(flow.name(), memory.record(parts.of(flow), result));
            } catch (RuntimeException failure) {
                Fault fault = Unforeseen.fault(failure);
                listener.failed(flow.name(), fault);
                told(flow.name(), memory.failed(parts.of(flow), fault));
            }
        }

        void law(Law law) {
            listener.flow(MappedParts.name(law), -1, () -> 0);
            try (Source source = Connectors.source(prepared.project().source());
                    Source target = Connectors.source(prepared.project().target())) {
                try (FindingSpool findings =
                        new FindingSpool(Disk.forRows(0, random).folder())) {
                    told(
                            MappedParts.name(law),
                            memory.record(parts.of(law), new LawCheck(law, tenants).execute(source, target, findings)));
                }
            } catch (RuntimeException failure) {
                Fault fault = Unforeseen.fault(failure);
                listener.failed(MappedParts.name(law), fault);
                told(MappedParts.name(law), memory.failed(parts.of(law), fault));
            }
        }

        private void told(String name, List<TableResult> results) {
            listener.judged(name, results);
        }

        private RowComparison comparison(CompiledFlow flow, Source source, Source target) {
            Map<String, Integer> numbers = numbers();
            FlowWork work = prepared.work(flow, numbers.getOrDefault(flow.name(), 0), tenants);
            ComparedFlow compared = ComparedFlow.of(work, this::flowOf, target.schema());
            Knowledge knowledge = new Knowledge(control, name -> numbers.getOrDefault(name, 0));
            Leads leads = new Leads(compared, this::isGrouped, knowledge::identities);
            Disk disk = Disk.forRows(flow.source().rows(), random);
            ExpectedRows expected = flow.grouping().isPresent()
                    ? new GroupedRows(compared, source, leads, disk)
                    : new MappedRows(compared, source, leads);
            Names names = Names.with(
                    new OwnerColumn(prepared, flow).place(compared.columns()).orElse(null));
            MappingWatch watch = new MappingWatch(Set.of(), disk.key(), MappingWatch.BOUND);
            RowClassifier classifier = new RowClassifier(compared.tableColumns(), publicColumns(compared), Map.of());
            return new RowComparison(
                    new RowComparison.Subject(
                            compared.tableColumns(),
                            compared.comparedNames(),
                            expected,
                            new TargetRows(compared, target),
                            new FlowExplaining(compared, names, knowledge, classifier, watch),
                            names,
                            watch,
                            KeyColumns.NONE,
                            true),
                    new RowComparison.Scope(tenants),
                    disk,
                    settle,
                    rows);
        }

        private Map<String, Integer> numbers() {
            return control.with(ledger -> {
                Map<String, Integer> numbers = new HashMap<>();
                for (CompiledFlow flow : prepared.flows()) {
                    ledger.steps()
                            .findFlow(prepared.project().name(), flow.name())
                            .ifPresent(number -> numbers.put(flow.name(), number));
                }
                return numbers;
            });
        }

        private CompiledFlow flowOf(String name) {
            return prepared.flows().stream()
                    .filter(flow -> flow.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No flow " + name));
        }

        private boolean isGrouped(String name) {
            return flowOf(name).grouping().isPresent();
        }
    }

    /** A column may be shown where all that it is made from may be. */
    private static Set<String> publicColumns(ComparedFlow compared) {
        CompiledFlow flow = compared.work().flow();
        return compared.columns().stream()
                .map(column -> flow.writes().get(column.slot()))
                .filter(write ->
                        !write.inputs().isEmpty() && flow.flow().publicColumns().containsAll(write.inputs()))
                .map(write -> write.column().name())
                .collect(Collectors.toSet());
    }
}
