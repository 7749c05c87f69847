package dev.whimbrel.engine.plan;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.LookupTable;
import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.mapping.check.MappingCheck;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.project.LookupSpec;
import dev.whimbrel.engine.project.Lookups;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.Relations;
import dev.whimbrel.engine.project.ResolvedScope;
import dev.whimbrel.engine.project.Roster;
import dev.whimbrel.engine.project.ScopeResolver;
import dev.whimbrel.engine.shelf.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a project against the real source and target: scope, lookups, mapping, permissions. All problems are gathered. */
public final class Preparation {
    private Preparation() {}

    public static Prepared of(Project project, Source source, Target target) {
        Relations relations = Relations.of(project);
        Schema plain = source.schema();
        Schema sourceSchema = relations.addTo(plain);
        Schema targetSchema = Standing.of(target);
        List<Problem> problems = new ArrayList<>();
        problems.addAll(JoinTypes.problems(project, sourceSchema));
        ResolvedScope scope = ScopeResolver.resolve(project, sourceSchema);
        problems.addAll(scope.problems());
        Map<String, LookupTable> lookups = lookups(project, source, problems);
        MappingCheck.Checked checked = MappingCheck.check(new MappingCheck.Input(
                project.flows(), lookups, sourceSchema, targetSchema, ignored(project), otherwiseUsed(project)));
        problems.addAll(checked.problems());
        problems.addAll(lateReferences(checked));
        problems.addAll(permissions(project, target, checked));
        List<TenantId> tenants = Tenants.of(project, source, sourceSchema);
        problems.addAll(Tenants.strangers(project, tenants));
        return new Prepared(
                project,
                sourceSchema,
                targetSchema,
                scope.owners(),
                tenants,
                guardedKeys(source, scope, checked.flows()),
                checked.flows(),
                checked.accounting(),
                problems);
    }

    private static Set<TableName> guardedKeys(Source source, ResolvedScope scope, List<CompiledFlow> flows) {
        return flows.stream()
                .map(CompiledFlow::source)
                .distinct()
                .filter(table ->
                        source.guardsKey(table, scope.owners().getOrDefault(table.name(), new Ownership.Everyone())))
                .map(Table::name)
                .collect(Collectors.toSet());
    }

    private static Map<String, LookupTable> lookups(Project project, Source source, List<Problem> problems) {
        try {
            return Lookups.load(project, (side, table, columns, rows) -> {
                if (side == LookupSpec.Side.SOURCE) {
                    LookupRows.each(source, table, columns, rows);
                    return;
                }
                // The target's tables are read as any source's are.
                try (Source reading = ReadSide.target(project).open()) {
                    LookupRows.each(reading, table, columns, rows);
                }
            });
        } catch (ProblemsFound found) {
            problems.addAll(found.problems());
            return Map.of();
        }
    }

    private static Map<TableName, String> ignored(Project project) {
        Map<TableName, String> ignored = new LinkedHashMap<>();
        project.scopes().forEach((table, scope) -> {
            if (scope instanceof Scope.Ignore ignore) {
                ignored.put(table, ignore.reason());
            }
        });
        return ignored;
    }

    private static Set<TableName> otherwiseUsed(Project project) {
        Set<TableName> used = new LinkedHashSet<>();
        if (project.roster() instanceof Roster.FromTable roster) {
            used.add(roster.table());
        }
        for (LookupSpec lookup : project.lookups()) {
            if (lookup instanceof LookupSpec.DatabaseTable table && table.in() == LookupSpec.Side.SOURCE) {
                used.add(table.table());
            }
        }
        return used;
    }

    /** A second pass sets a row's own reference; that of a merged row may come from another row of its group. */
    private static List<Problem> lateReferences(MappingCheck.Checked checked) {
        List<Problem> problems = new ArrayList<>();
        for (CompiledFlow flow : checked.flows()) {
            boolean merged = flow.grouping()
                    .filter(CompiledFlow.CompiledGrouping.Consolidation.class::isInstance)
                    .isPresent();
            flow.writes().stream()
                    .filter(write -> merged
                            && write.fill() instanceof CompiledFlow.Fill.Reference reference
                            && reference.deferred())
                    .forEach(
                            write -> problems.add(
                                    Problem.error(
                                            "CONSOLIDATION_CYCLE",
                                            flow.flow()
                                                    .place("fields."
                                                            + write.column().name()),
                                            "Cannot consolidate flow " + flow.name() + ": its column "
                                                    + write.column().name()
                                                    + " refers to the flow itself or back in a cycle",
                                            "Leave the reference out of this flow, or let duplicates survive whole with `survivors`.")));
        }
        return problems;
    }

    private static List<Problem> permissions(Project project, Target target, MappingCheck.Checked checked) {
        Set<TableName> tables = new LinkedHashSet<>();
        checked.flows().forEach(flow -> tables.add(flow.target().name()));
        return target.missingPermissions(tables).stream()
                .map(missing -> Problem.error(
                        "PERMISSION_DENIED",
                        project.place("environments." + project.environment() + ".target"),
                        "The target's user " + missing,
                        "Grant it, or name another user in the connection profile."))
                .toList();
    }
}
