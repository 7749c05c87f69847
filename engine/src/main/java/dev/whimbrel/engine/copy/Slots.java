package dev.whimbrel.engine.copy;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Key;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        return Optional.of(new FlowWork.Constraint(name, table, columns, slots));
    }

    boolean allReferences(List<String> columns) {
        return columns.stream()
                .allMatch(column ->
                        of(column) >= 0 && flow.writes().get(of(column)).fill() instanceof Fill.Reference);
    }

    private boolean isDeferred(int slot) {
        return flow.writes().get(slot).fill() instanceof Fill.Reference reference && reference.deferred();
    }

    @Nullable
    Key key(List<Column> columns, @Nullable Object[] values) {
        Object[] parts = new Object[columns.size()];
        for (int i = 0; i < parts.length; i++) {
            int slot = of(columns.get(i).name());
            Object value = slot < 0 ? null : values[slot];
            if (value == null) {
                return null;
            }
            parts[i] = value;
        }
        return Key.of(parts);
    }
}
