package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds whose the rows of each source table are: of every table that the project file gives a scope, and of every table that a flow
 * reads. A flow's table that the source does not have is left to the check of the mapping.
 */
public final class ScopeResolver {
    /** Unions of more paths than this make statements that no database plans well. */
    private static final int MOST_PATHS = 64;

    private final Project project;
    private final Schema schema;
    private final Map<TableName, Scope> scopes = new LinkedHashMap<>();
    private final Map<TableName, Ownership> owners = new LinkedHashMap<>();
    private final Set<TableName> failed = new LinkedHashSet<>();
    private final Set<Problem> problems = new LinkedHashSet<>();

    private ScopeResolver(Project project, Schema schema) {
        this.project = project;
        this.schema = schema;
    }

    /** Resolves against the source's own schema; the declared relations are added here. */
    public static ResolvedScope resolve(Project project, Schema source) {
        Relations relations = Relations.of(project);
        ScopeResolver resolver = new ScopeResolver(project, relations.addTo(source));
        resolver.problems.addAll(relations.problems(source));
        resolver.run();
        return new ResolvedScope(resolver.owners, List.copyOf(resolver.problems));
    }

    private void run() {
        project.scopes().forEach((written, scope) -> schema.table(written)
                .ifPresentOrElse(
                        table -> scopes.put(table.name(), scope),
                        () -> broken(
                                "scope." + written,
                                "Cannot find whose the rows of " + written + " are: the source has no such table",
                                Nearest.hint(
                                        written.toString(),
                                        schema.tables().stream()
                                                .map(t -> t.name().toString())
                                                .toList()))));
        roster();
        for (TableName name : List.copyOf(scopes.keySet())) {
            attempt(schema.table(name).orElseThrow());
        }
        for (Flow flow : project.flows()) {
            schema.table(flow.from()).ifPresent(table -> {
                attempt(table);
                if (scopes.get(table.name()) instanceof Scope.Ignore) {
                    problems.add(Problem.error(
                            "SCOPE_IGNORED",
                            flow.place("from"),
                            "Flow " + flow.name() + " reads " + table.name() + ", which scope ignores",
                            "Remove the flow, or give the table another scope."));
                }
            });
        }
    }

    /** The roster's own table, if it has no scope, owns itself by the roster's column. */
    private void roster() {
        if (project.roster() instanceof Roster.FromTable from) {
            Optional<Table> table = schema.table(from.table());
            Optional<Column> column = table.flatMap(t -> t.column(from.column()));
            if (column.isEmpty()) {
                broken(
                        "tenants.from",
                        "Cannot list the tenants: the source has no "
                                + (table.isEmpty()
                                        ? "table " + from.table()
                                        : "column " + from.column() + " in " + from.table()),
                        "Name the table and column that hold one row and key for each tenant.");
                return;
            }
            scopes.putIfAbsent(
                    table.orElseThrow().name(),
                    new Scope.OwnColumn(column.orElseThrow().name()));
        } else if (project.roster() instanceof Roster.Listed listed
                && listed.tenants().isEmpty()) {
            problems.add(Problem.undecided(
                    "UNDECIDED_TENANTS",
                    project.place("project"),
                    "It is not said who the tenants are",
                    "Add `tenants:` with `from: { table, column }` or `list: [ … ]`."));
        }
    }

    private void attempt(Table table) {
        try {
            resolve(table, new LinkedHashSet<>());
        } catch (Unresolved e) {
            failed.add(table.name());
            e.problem().ifPresent(problems::add);
        }
    }

    /**
     * The table's ownership.
     *
     * @param asking tables whose ownership waits for this one, first the one that was asked for
     */
    private Ownership resolve(Table table, Set<TableName> asking) {
        TableName name = table.name();
        Ownership known = owners.get(name);
        if (known != null) {
            return known;
        }
        if (failed.contains(name)) {
            throw Unresolved.saidAlready();
        }
        if (asking.contains(name)) {
            throw cycle(name, asking);
        }
        Scope scope = scopes.get(name);
        if (scope instanceof Scope.Ignore) {
            throw Unresolved.saidAlready();
        }
        Set<TableName> deeper = new LinkedHashSet<>(asking);
        deeper.add(name);
        Ownership found = scope == null ? derived(table, deeper) : declared(table, scope, deeper);
        owners.put(name, found);
        return found;
    }

    private Ownership declared(Table table, Scope scope, Set<TableName> asking) {
        if (scope instanceof Scope.Everyone) {
            return new Ownership.Everyone();
        }
        if (scope instanceof Scope.Tenant tenant) {
            return new Ownership.Constant(tenant.constant());
        }
        if (scope instanceof Scope.OwnColumn own) {
            String column = table.column(own.column())
                    .map(Column::name)
                    .orElseThrow(() -> unresolved(
                            "scope." + table.name(),
                            "Cannot find whose the rows of " + table.name() + " are: it has no column " + own.column(),
                            Nearest.hint(own.column(), table.columnNames())));
            return new Ownership.Paths(List.of(new Ownership.Path(List.of(), column)));
        }
        Set<Ownership.Path> paths = new LinkedHashSet<>();
        List<Scope.Hop> hops = ((Scope.Through) scope).hops();
        for (int i = 0; i < hops.size(); i++) {
            String place = "scope." + table.name() + ".through" + (hops.size() == 1 ? "" : "." + i);
            paths.addAll(through(table, hops.get(i), place, asking));
        }
        if (paths.size() > MOST_PATHS) {
            throw unresolved(
                    "scope." + table.name(),
                    "Cannot find whose the rows of " + table.name() + " are: " + paths.size()
                            + " paths lead to tenants, more than " + MOST_PATHS,
                    "Name fewer or shorter paths.");
        }
        return new Ownership.Paths(List.copyOf(paths));
    }

    private List<Ownership.Path> through(Table table, Scope.Hop hop, String place, Set<TableName> asking) {
        Ownership.Step step = new Steps(schema, table)
                .step(
                        hop,
                        message -> unresolved(
                                place,
                                "Cannot follow the hop " + hop + " from " + table.name() + ": " + message,
                                "Name a column with a foreign key, or declare the key under `relations`."));
        Table next = schema.table(step.to()).orElseThrow();
        if (scopes.get(next.name()) instanceof Scope.Ignore) {
            throw unresolved(
                    place,
                    "Cannot follow the hop " + hop + " from " + table.name() + ": scope ignores " + next.name(),
                    "Choose another path.");
        }
        Ownership owner = resolve(next, asking);
        if (owner instanceof Ownership.Paths paths) {
            return Steps.behind(step, paths);
        }
        String shared =
                owner instanceof Ownership.Everyone ? "belongs to everyone" : "belongs to one tenant as a whole";
        throw unresolved(
                place,
                "Cannot follow the hop " + hop + " from " + table.name() + ": " + next.name() + " " + shared,
                "Give " + table.name() + " the same scope as " + next.name() + ", or choose another path.");
    }

    /** The shortest path along foreign keys, child to parent. */
    private Ownership derived(Table table, Set<TableName> asking) {
        List<Ownership.Paths> shortest = new ShortestPaths(schema, next -> owned(next, asking)).from(table);
        if (shortest.size() == 1) {
            return shortest.get(0);
        }
        String path = flowPath(table);
        if (shortest.isEmpty()) {
            throw new Unresolved(Problem.undecided(
                    "UNDECIDED_SCOPE",
                    project.place(path),
                    "No path of foreign keys leads from " + table.name() + " to a tenant",
                    "Add `" + table.name() + ":` under `scope`, or the missing key under `relations`."));
        }
        throw new Unresolved(Problem.undecided(
                "UNDECIDED_SCOPE",
                project.place(path),
                "Several paths of the same length lead from " + table.name() + " to a tenant: "
                        + String.join(
                                " and ",
                                shortest.stream()
                                        .map(p -> Steps.told(p.paths().get(0)))
                                        .toList()),
                "Choose under `scope`, such as `" + table.name() + ": { through: "
                        + Steps.firstHop(shortest.get(0).paths().get(0)) + " }`, or list several."));
    }

    /**
     * The paths of a table whose scope is given, where a derived path ends; none where it cannot say whose a row is or waits for us
     * itself; empty for tables without a scope, which a path may cross.
     */
    private Optional<Ownership.Paths> owned(Table table, Set<TableName> asking) {
        Scope scope = scopes.get(table.name());
        if (scope == null) {
            return Optional.empty();
        }
        try {
            boolean waits = asking.contains(table.name());
            return Optional.of(
                    !waits && resolve(table, asking) instanceof Ownership.Paths paths
                            ? paths
                            : new Ownership.Paths(List.of()));
        } catch (Unresolved e) {
            return Optional.of(new Ownership.Paths(List.of()));
        }
    }

    private String flowPath(Table table) {
        return project.flows().stream()
                .filter(f -> schema.table(f.from()).filter(table::equals).isPresent())
                .findFirst()
                .map(f -> "flows." + f.name())
                .orElse("scope");
    }

    private Unresolved cycle(TableName name, Set<TableName> asking) {
        List<String> path = new ArrayList<>();
        boolean inside = false;
        for (TableName table : asking) {
            inside |= table.equals(name);
            if (inside) {
                path.add(table.toString());
            }
        }
        path.add(name.toString());
        return new Unresolved(Problem.error(
                "SCOPE_CYCLE",
                project.place("scope." + name),
                "Cannot find whose rows are whose: the scopes lead in a circle, " + String.join(" -> ", path),
                "Give one of these tables a `column`, or a path that leads out of the circle."));
    }

    private void broken(String place, String message, String next) {
        problems.add(Problem.error("SCOPE_BROKEN", project.place(place), message, next));
    }

    private Unresolved unresolved(String place, String message, String next) {
        return new Unresolved(Problem.error("SCOPE_BROKEN", project.place(place), message, next));
    }
}
