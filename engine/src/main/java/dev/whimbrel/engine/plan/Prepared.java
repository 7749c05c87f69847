package dev.whimbrel.engine.plan;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.check.Accounting;
import dev.whimbrel.core.mapping.check.CarryRule;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.copy.FlowWork;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.Relations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A project held against the real source and target, with all that was found wrong.
 *
 * @param flows checked flows in the order in which they run; without those that have errors
 * @param ownership how the owners of each source table's rows are found, by the table's name in {@code source}
 * @param tenants the roster
 * @param keysGuarded source tables whose primary key cannot come twice
 */
public record Prepared(
        Project project,
        Schema source,
        Schema target,
        Map<TableName, Ownership> ownership,
        List<TenantId> tenants,
        Set<TableName> keysGuarded,
        List<CompiledFlow> flows,
        Accounting accounting,
        List<Problem> problems) {
    public Prepared {
        problems = List.copyOf(problems);
        flows = List.copyOf(flows);
        tenants = List.copyOf(tenants);
        keysGuarded = Set.copyOf(keysGuarded);
    }

    /** Throws all errors, and what is undecided too, at once: nothing may run with either. */
    public Prepared orStop() {
        List<Problem> stopping = problems.stream()
                .filter(problem -> problem.severity() != Problem.Severity.WARNING)
                .toList();
        if (!stopping.isEmpty()) {
            throw new ProblemsFound(stopping);
        }
        return this;
    }

    /** What a flow reads, for these tenants; none means all. */
    public ReadPlan readPlan(CompiledFlow flow, Set<TenantId> only) {
        Set<String> carried = CarryRule.labels(flow);
        List<ReadPlan.ReadColumn> columns = flow.reads().stream()
                .map(read ->
                        new ReadPlan.ReadColumn(read.alias(), read.column().name(), carried.contains(read.label())))
                .toList();
        List<ReadPlan.ReadJoin> joins = flow.flow().joins().stream()
                .map(join -> {
                    Table parent = source.table(join.table()).orElseThrow();
                    return new ReadPlan.ReadJoin(
                            join.alias(),
                            parent,
                            new ForeignKey("join " + join.alias(), join.on(), parent.name(), parent.primaryKey()));
                })
                .toList();
        return new ReadPlan(flow.source(), flow.key(), columns, joins, owners(flow.source()), only);
    }

    public Ownership owners(Table table) {
        Ownership owners = ownership.get(table.name());
        return owners == null ? new Ownership.Everyone() : owners;
    }

    /** Works out a flow for copying. */
    public FlowWork work(CompiledFlow flow, int flowNo, Set<TenantId> only) {
        return work(flow, flowNo, readPlan(flow, only));
    }

    /** The same where more columns are read than the flow needs: they come after those. */
    public FlowWork work(CompiledFlow flow, int flowNo, ReadPlan read) {
        return FlowWork.of(flow, flowNo, read, guarded(flow), key -> target.table(key.references())
                .orElseThrow());
    }

    /** Whether the flow's key cannot come twice in the source. */
    public boolean guarded(CompiledFlow flow) {
        return keysGuarded.contains(flow.source().name())
                && flow.key().equals(flow.source().primaryKey());
    }

    /** A freshly read source schema with the foreign keys that the project file declares. */
    public Schema related(Schema now) {
        return Relations.of(project).addTo(now);
    }

    /** Fingerprint of the source tables that flows read. */
    public String sourceFingerprint(Schema now) {
        Set<TableName> names = new LinkedHashSet<>();
        for (CompiledFlow flow : flows) {
            names.add(flow.source().name());
            flow.flow().joins().forEach(join -> names.add(join.table()));
        }
        return now.fingerprint(names);
    }

    /** Fingerprint of the target tables that flows write. */
    public String targetFingerprint(Schema now) {
        return now.fingerprint(flows.stream().map(flow -> flow.target().name()).toList());
    }
}
