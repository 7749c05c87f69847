package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders flows so that parents come before children: by references, and by the foreign keys between target tables. A cycle is
 * cut where all that points forward can be set afterwards; what cannot is an error that the compiler reports.
 */
final class FlowOrder {
    private final MappingCheck.Input input;

    /** Flow to the flows that must come before it, and whether each may come later after all. */
    private final Map<String, Map<String, Boolean>> parents = new LinkedHashMap<>();

    private FlowOrder(MappingCheck.Input input) {
        this.input = input;
        for (Flow flow : input.flows()) {
            parents.put(flow.name(), new LinkedHashMap<>());
        }
        for (Flow flow : input.flows()) {
            references(flow);
            foreignKeys(flow);
        }
    }

    static List<Flow> of(MappingCheck.Input input) {
        return new FlowOrder(input).sorted();
    }

    private void references(Flow flow) {
        flow.fields().forEach((column, rule) -> {
            if (rule instanceof FieldRule.Reference reference) {
                edge(flow.name(), reference.flow(), isNullable(flow, column));
            }
        });
    }

    private void foreignKeys(Flow flow) {
        Table target = input.target().table(flow.to()).orElse(null);
        if (target == null) {
            return;
        }
        for (ForeignKey key : target.foreignKeys()) {
            boolean nullable = key.columns().stream().anyMatch(c -> isNullable(flow, c) && isReference(flow, c));
            for (Flow other : input.flows()) {
                boolean parent = input.target()
                        .table(other.to())
                        .filter(t -> t.name().equals(key.references())
                                || (key.references().schema() == null
                                        && t.name()
                                                .name()
                                                .equals(key.references().name())))
                        .isPresent();
                if (parent) {
                    edge(flow.name(), other.name(), nullable);
                }
            }
        }
    }

    private static boolean isReference(Flow flow, String column) {
        return flow.fields().get(column) instanceof FieldRule.Reference;
    }

    private boolean isNullable(Flow flow, String column) {
        return input.target()
                .table(flow.to())
                .flatMap(t -> t.column(column))
                .map(Column::nullable)
                .orElse(true);
    }

    private void edge(String child, String parent, boolean deferrable) {
        Map<String, Boolean> known = parents.get(child);
        if (known != null && parents.containsKey(parent) && !child.equals(parent)) {
            known.merge(parent, deferrable, (a, b) -> a && b);
        }
    }

    private List<Flow> sorted() {
        Map<String, Flow> waiting = new LinkedHashMap<>();
        input.flows().forEach(flow -> waiting.put(flow.name(), flow));
        List<Flow> sorted = new ArrayList<>();
        while (!waiting.isEmpty()) {
            sorted.add(waiting.remove(next(waiting.keySet())));
        }
        return sorted;
    }

    /** One that waits for none; else the first of a cycle that can be finished afterwards; else the first. */
    private String next(Set<String> waiting) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String name : waiting) {
            int hard = 0;
            int soft = 0;
            for (Map.Entry<String, Boolean> parent : parentsOf(name).entrySet()) {
                if (waiting.contains(parent.getKey())) {
                    soft += parent.getValue() ? 1 : 0;
                    hard += parent.getValue() ? 0 : 1;
                }
            }
            boolean inCycle = soft + hard == 0 || reaches(name, name, waiting, new LinkedHashSet<>());
            int cost = hard * 1000 + soft + (inCycle ? 0 : 1_000_000);
            if (cost < fewest) {
                fewest = cost;
                best = name;
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    private boolean reaches(String from, String wanted, Set<String> waiting, Set<String> seen) {
        for (String parent : parentsOf(from).keySet()) {
            if (!waiting.contains(parent)) {
                continue;
            }
            if (parent.equals(wanted) || (seen.add(parent) && reaches(parent, wanted, waiting, seen))) {
                return true;
            }
        }
        return false;
    }

    private Map<String, Boolean> parentsOf(String name) {
        return parents.getOrDefault(name, Map.of());
    }
}
