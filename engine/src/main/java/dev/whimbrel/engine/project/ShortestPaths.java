package dev.whimbrel.engine.project;

import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The shortest paths of foreign keys, child to parent, from a table to one whose owners are known; their length counts the steps of
 * the known table's own path too. A path never goes on behind a known table; one known to have no paths is a dead end.
 */
final class ShortestPaths {
    private final Schema schema;
    private final Function<Table, Optional<Ownership.Paths>> known;

    ShortestPaths(Schema schema, Function<Table, Optional<Ownership.Paths>> known) {
        this.schema = schema;
        this.known = known;
    }

    /** A way from the start, not yet at its end. */
    private record Way(List<Ownership.Step> steps, Table at) {}

    /** Every choice of the least length; each has the paths that it stands for, more than one where the known table has. */
    List<Ownership.Paths> from(Table start) {
        Set<Ownership.Paths> found = new LinkedHashSet<>();
        int least = Integer.MAX_VALUE;
        Set<TableName> seen = new HashSet<>(Set.of(start.name()));
        List<Way> ways = List.of(new Way(List.of(), start));
        for (int length = 1; !ways.isEmpty() && length <= least; length++) {
            List<Way> open = new ArrayList<>();
            for (Way way : further(ways, seen)) {
                Optional<Ownership.Paths> end = known.apply(way.at());
                if (end.isEmpty()) {
                    open.add(way);
                } else if (!end.orElseThrow().paths().isEmpty()) {
                    Ownership.Paths whole = joined(way, end.orElseThrow());
                    int size = size(whole);
                    if (size < least) {
                        found.clear();
                        least = size;
                    }
                    if (size == least) {
                        found.add(whole);
                    }
                }
            }
            open.forEach(way -> seen.add(way.at().name()));
            ways = open;
        }
        return List.copyOf(found);
    }

    private List<Way> further(List<Way> ways, Set<TableName> seen) {
        List<Way> further = new ArrayList<>();
        for (Way way : ways) {
            for (ForeignKey key : way.at().foreignKeys()) {
                schema.table(key.references())
                        .filter(parent -> !seen.contains(parent.name()))
                        .ifPresent(parent -> further.add(extended(way, key, parent)));
            }
        }
        return further;
    }

    private static int size(Ownership.Paths paths) {
        return paths.paths().stream()
                .mapToInt(path -> path.steps().size())
                .min()
                .orElseThrow();
    }

    private static Way extended(Way way, ForeignKey key, Table parent) {
        List<Ownership.Step> steps = new ArrayList<>(way.steps());
        steps.add(Steps.toParent(key, parent));
        return new Way(steps, parent);
    }

    private static Ownership.Paths joined(Way way, Ownership.Paths rest) {
        return new Ownership.Paths(rest.paths().stream()
                .map(path -> {
                    List<Ownership.Step> steps = new ArrayList<>(way.steps());
                    steps.addAll(path.steps());
                    return new Ownership.Path(steps, path.tenantColumn());
                })
                .toList());
    }
}
