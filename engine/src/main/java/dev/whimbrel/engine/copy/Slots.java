package dev.whimbrel.engine.copy;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the place of target columns among a flow's writes. */
record Slots(CompiledFlow flow) {
    /** The index of a column in the flow's writes, or -1. */
    int of(String column) {
        for (int i = 0; i < flow.writes().size(); i++) {
            if (flow.writes().get(i).column().name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** A rule over {@code own} columns, named by the columns of {@code table}; empty where the flow does not write them all. */
    Optional<FlowWork.Constraint> constraint(String name, Table table, List<String> own, List<String> theirs) {
        int[] slots = own.stream().mapToInt(this::of).toArray();
        for (int slot : slots) {
            if (slot < 0 || isDeferred(slot)) {
                return Optional.empty();
            }
        }
        List<Column> columns = theirs.stream()
                .map(column -> table.column(column).orElseThrow())
                .toList();
        return Optional.of(new FlowWork.Constraint(name, table, columns, slots, holdsSourceKey(own)));
    }

    /** Whether these columns hold all columns of the source's key, as whole numbers or UUIDs that stay what they are. */
    private boolean holdsSourceKey(List<String> columns) {
        Set<String> copied = new HashSet<>();
        for (String column : columns) {
            boolean same = flow.target()
                    .column(column)
                    .filter(c -> c.type().isInteger() || c.type().kind() == Type.Kind.UUID)
                    .isPresent();
            if (same && flow.flow().fields().get(column) instanceof FieldRule.Copy copy) {
                flow.source()
                        .column(copy.column())
                        .filter(c -> c.type().isInteger() || c.type().kind() == Type.Kind.UUID)
                        .ifPresent(c -> copied.add(c.name()));
            }
        }
        return copied.containsAll(flow.key());
    }

    boolean allReferences(List<String> columns) {
        return columns.stream()
                .allMatch(column ->
                        of(column) >= 0 && flow.writes().get(of(column)).fill() instanceof Fill.Reference);
    }

    private boolean isDeferred(int slot) {
        return flow.writes().get(slot).fill() instanceof Fill.Reference reference && reference.deferred();
    }
}
