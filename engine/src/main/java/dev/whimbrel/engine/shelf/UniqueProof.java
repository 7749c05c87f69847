package dev.whimbrel.engine.shelf;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.CompiledGrouping;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.CompiledFlow.Write;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the mapping alone shows that no two rows of a flow get the same values in some columns. It holds for flows whose source
 * keeps their key unique. What it does not show may be true all the same; then the target has to watch over it.
 */
final class UniqueProof {
    private final CompiledFlow flow;

    UniqueProof(CompiledFlow flow) {
        this.flow = flow;
    }

    boolean covers(Collection<String> columns) {
        List<Write> writes = flow.writes().stream()
                .filter(write -> columns.contains(write.column().name()))
                .toList();
        return writes.stream().anyMatch(UniqueProof::differsByItself) || copiesTheKey(writes);
    }

    private static boolean differsByItself(Write write) {
        return write.fill() instanceof Fill.SourceKey || write.fill() instanceof Fill.Generated;
    }

    /** All parts of the source's key, each unchanged. A merged row may have parts of several rows' keys. */
    private boolean copiesTheKey(List<Write> writes) {
        if (flow.key().isEmpty()
                || flow.grouping()
                        .filter(CompiledGrouping.Consolidation.class::isInstance)
                        .isPresent()) {
            return false;
        }
        Set<String> copied = new TreeSet<>();
        for (Write write : writes) {
            FieldRule rule = rule(write.column().name());
            if (rule instanceof FieldRule.Copy copy && isExact(copy.column(), write.column())) {
                copied.add(copy.column().toLowerCase(Locale.ROOT));
            }
        }
        return flow.key().stream().map(part -> part.toLowerCase(Locale.ROOT)).allMatch(copied::contains);
    }

    private @org.jspecify.annotations.Nullable FieldRule rule(String column) {
        return flow.flow().fields().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(column))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Whole numbers and UUIDs stay what they are; texts may become equal under another collation, decimals by rounding. */
    private boolean isExact(String from, Column to) {
        Type source = flow.source().column(from).map(Column::type).orElse(Type.OTHER);
        return (source.isInteger() && to.type().isInteger())
                || (source.kind() == Type.Kind.UUID && to.type().kind() == Type.Kind.UUID);
    }
}
