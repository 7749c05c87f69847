package dev.whimbrel.engine.project;

import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns hops of a table's scope into steps along real foreign keys. */
final class Steps {
    private final Schema schema;
    private final Table table;

    Steps(Schema schema, Table table) {
        this.schema = schema;
        this.table = table;
    }

    /** The step that a hop means; {@code broken} makes the failure from what is wrong. */
    Ownership.Step step(Scope.Hop hop, Function<String, Unresolved> broken) {
        TableName child = hop.child();
        return child == null ? toParent(hop, broken) : toChildren(child, hop, broken);
    }

    /** A step along a foreign key to its parent. */
    static Ownership.Step toParent(ForeignKey key, Table parent) {
        return new Ownership.Step(key.columns(), parent.name(), key.referencedColumns(), true);
    }

    private Ownership.Step toParent(Scope.Hop hop, Function<String, Unresolved> broken) {
        requireColumns(table, hop, broken);
        List<ForeignKey> keys = table.foreignKeys().stream()
                .filter(key -> sameColumns(key.columns(), hop.columns()))
                .filter(key -> schema.table(key.references()).isPresent())
                .toList();
        ForeignKey key = only(keys, hop, "of " + table.name(), broken);
        return toParent(key, schema.table(key.references()).orElseThrow());
    }

    private Ownership.Step toChildren(TableName name, Scope.Hop hop, Function<String, Unresolved> broken) {
        Optional<Table> found = schema.table(name);
        if (found.isEmpty()) {
            throw broken.apply("the source has no table " + name);
        }
        Table child = found.orElseThrow();
        requireColumns(child, hop, broken);
        List<ForeignKey> keys = child.foreignKeys().stream()
                .filter(key -> sameColumns(key.columns(), hop.columns()))
                .filter(key ->
                        schema.table(key.references()).filter(table::equals).isPresent())
                .toList();
        ForeignKey key = only(keys, hop, "of " + child.name() + " to " + table.name(), broken);
        return new Ownership.Step(key.referencedColumns(), child.name(), key.columns(), false);
    }

    private static void requireColumns(Table table, Scope.Hop hop, Function<String, Unresolved> broken) {
        for (String column : hop.columns()) {
            if (table.column(column).isEmpty()) {
                throw broken.apply("table " + table.name() + " has no column " + column);
            }
        }
    }

    private static ForeignKey only(
            List<ForeignKey> keys, Scope.Hop hop, String of, Function<String, Unresolved> broken) {
        if (keys.size() == 1) {
            return keys.get(0);
        }
        String columns = String.join(", ", hop.columns());
        throw broken.apply(
                keys.isEmpty()
                        ? "there is no foreign key " + of + " on " + columns
                        : "several foreign keys " + of + " on " + columns + " lead to "
                                + keys.stream()
                                        .map(key -> key.references().toString())
                                        .collect(Collectors.joining(", ")));
    }

    private static boolean sameColumns(List<String> first, List<String> second) {
        return lower(first).equals(lower(second));
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).sorted().toList();
    }

    /** The paths that begin with {@code step} and go on as {@code rest} does. */
    static List<Ownership.Path> behind(Ownership.Step step, Ownership.Paths rest) {
        return rest.paths().stream()
                .map(path -> {
                    List<Ownership.Step> steps = new ArrayList<>();
                    steps.add(step);
                    steps.addAll(path.steps());
                    return new Ownership.Path(steps, path.tenantColumn());
                })
                .toList();
    }

    /** A path for a person: {@code site_id -> site.branch_id}. */
    static String told(Ownership.Path path) {
        StringBuilder text = new StringBuilder();
        TableName at = null;
        for (Ownership.Step step : path.steps()) {
            text.append(at == null ? "" : at + ".")
                    .append(String.join("+", step.columns()))
                    .append(" -> ");
            at = step.to();
        }
        return text + (at == null ? "" : at + ".") + path.tenantColumn();
    }

    /** How {@code through} writes a path's first step along a foreign key. */
    static String firstHop(Ownership.Path path) {
        return new Scope.Hop(null, path.steps().get(0).columns()).toString();
    }
}
