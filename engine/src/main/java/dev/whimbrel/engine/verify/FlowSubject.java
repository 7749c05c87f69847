package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.Affected;
import dev.whimbrel.control.proof.InputTokens;
import dev.whimbrel.core.difference.MappingWatch;
import dev.whimbrel.core.difference.RowClassifier;
import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.difference.Tolerances;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.port.Defaults;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.against.InputColumns;
import dev.whimbrel.engine.against.InputWatch;
import dev.whimbrel.engine.compare.Disk;
import dev.whimbrel.engine.compare.ExpectedRows;
import dev.whimbrel.engine.compare.KeyColumns;
import dev.whimbrel.engine.compare.Names;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.moment.Sight;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.run.ControlSession;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is compared of one flow: what the mapping makes of the source, and what stands in the target.
 *
 * @param input by what it is told whether the source is the same another time
 * @param numbers of the flows in the ledger; those of which nothing was moved have none
 */
public record FlowSubject(
        Prepared prepared,
        ComparedFlow compared,
        InputColumns input,
        Map<String, Integer> numbers,
        ControlSession control,
        Sight source,
        Sight target) {
    /** @param before columns that an earlier verification went by, as far as they will do */
    public static FlowSubject of(
            Prepared prepared,
            CompiledFlow flow,
            Set<TenantId> tenants,
            Collection<String> before,
            ControlSession control,
            Sight source,
            Sight target) {
        Map<String, Integer> numbers = numbers(prepared, control);
        InputColumns input = InputColumns.of(flow, prepared.readPlan(flow, tenants), before);
        ComparedFlow compared = ComparedFlow.of(
                prepared.work(flow, numbers.getOrDefault(flow.name(), 0), input.read()),
                name -> flowOf(prepared, name),
                target.first().schema());
        return new FlowSubject(prepared, compared, input, numbers, control, source, target);
    }

    private static Map<String, Integer> numbers(Prepared prepared, ControlSession control) {
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

    private static CompiledFlow flowOf(Prepared prepared, String name) {
        return prepared.flows().stream()
                .filter(flow -> flow.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No flow " + name));
    }

    private CompiledFlow flow() {
        return compared.work().flow();
    }

    public String name() {
        return flow().name();
    }

    /** Parts of a source row's key. */
    public int keyParts() {
        return compared.work().read().key().size();
    }

    /** Rows of the source, by its own estimate. */
    public long rows() {
        return flow().source().rows();
    }

    /** Places of columns that hold references. */
    public Set<Integer> references() {
        return IntStream.range(0, compared.columns().size())
                .filter(place -> compared.columns().get(place).parent() != null)
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Looks at what is read of the source. */
    InputWatch watch(Affected before) {
        InputTokens tokens =
                control.prove(proof -> proof.inputTokens(prepared.project().name(), name()));
        return new InputWatch(input, tokens, before);
    }

    /** As both sides are now, where nobody wants to know what is read: rows that were chosen on one side are found on the other. */
    public RowComparison.Subject on(Disk disk) {
        return new FlowSubject(prepared, compared, input, numbers, control, source.nowOnly(), target.nowOnly())
                .on(disk, watch(Affected.NONE));
    }

    /** All rows; anew for each comparison, since what is found of one is no business of another. */
    public RowComparison.Subject on(Disk disk, InputWatch watched) {
        return on(disk, watched, null);
    }

    /** Whether some rows can be told from their keys: those of a group cannot without all others of the flow, nor those of a file. */
    boolean isFoundByKey() {
        return flow().grouping().isEmpty() && source.first().findsByKey();
    }

    /** The number of the flow in the ledger; 0 where nothing was ever moved. */
    int number() {
        return numbers.getOrDefault(name(), 0);
    }

    /** @param touched the rows that alone are looked at; null for all */
    RowComparison.Subject on(Disk disk, InputWatch watched, @Nullable Touched touched) {
        Knowledge knowledge = new Knowledge(control, name -> numbers.getOrDefault(name, 0));
        Leads leads =
                new Leads(compared, name -> flowOf(prepared, name).grouping().isPresent(), knowledge::identities);
        ExpectedRows expected = flow().grouping().isPresent()
                ? new GroupedRows(compared, source, leads, watched, disk)
                : new MappedRows(compared, source, leads, watched, touched);
        Names names = Names.with(
                new OwnerColumn(prepared, flow()).place(compared.columns()).orElse(null));
        MappingWatch watch = new MappingWatch(ids(), disk.key(), MappingWatch.BOUND);
        // What a column takes by default is what its table says now.
        Map<String, Object> defaults = target.now() instanceof Defaults known
                ? known.constants(compared.target().table())
                : Map.of();
        RowClassifier classifier = new RowClassifier(compared.tableColumns(), publicColumns(), defaults);
        Witness witness = new Witness(compared, knowledge, prepared.project().mappingHash());
        ChangedCells changed = new ChangedCells(compared, witness, classifier, tolerances(names), watch);
        return new RowComparison.Subject(
                compared.tableColumns(),
                compared.comparedNames(),
                expected,
                new TargetRows(compared, target, touched),
                new FlowExplaining(compared, names, knowledge, changed, roster()),
                names,
                watch,
                KeyColumns.NONE,
                true);
    }

    private Set<String> roster() {
        return prepared.tenants().stream().map(TenantId::text).collect(Collectors.toSet());
    }

    /** By the target's own names. Whose a row is must be exact. */
    private Tolerances tolerances(Names names) {
        Map<String, Tolerance> byColumn = new HashMap<>();
        flow().flow()
                .comparing()
                .tolerances()
                .forEach((column, tolerance) -> byColumn.put(
                        flow().target().column(column).orElseThrow().name(), tolerance));
        Integer owner = names.ownerPlace();
        String named =
                owner == null ? "" : compared.columns().get(owner).column().name();
        if (byColumn.containsKey(named)) {
            throw Fault.user(
                    "TOLERANCE_ON_OWNER",
                    "Cannot tolerate anything in " + named + " of flow " + name() + ": it says whose a row is",
                    "Take it out of tolerances.");
        }
        return new Tolerances(compared.tableColumns(), byColumn);
    }

    /** Columns of ids that may have been renamed, by the names that they have in the target. */
    private Set<String> ids() {
        return flow().flow().comparing().ids().stream()
                .flatMap(name -> flow().target().column(name).stream())
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    /** A column may be shown where all that it is made from may be. */
    private Set<String> publicColumns() {
        return compared.columns().stream()
                .map(column -> flow().writes().get(column.slot()))
                .filter(write -> !write.inputs().isEmpty()
                        && flow().flow().publicColumns().containsAll(write.inputs()))
                .map(write -> write.column().name())
                .collect(Collectors.toSet());
    }
}
