package dev.whimbrel.core.mapping;

import dev.whimbrel.core.mapping.CompiledFlow.CompiledGrouping;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.CompiledFlow.Write;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the rows of one flow. It specialises once and then runs straight code for each row; safe for many threads. */
public final class Mapper {
    private final CompiledFlow flow;
    private final Write[] writes;
    private final @Nullable Evaluator[] evaluators;
    private final Evaluator[] @Nullable [] referenceKeys;
    private final boolean references;
    private final @Nullable Evaluator where;
    private final @Nullable GroupingMapper grouping;
    private final int sourceKeyIndex;
    private final boolean sourceKeyIsNumber;

    public Mapper(CompiledFlow flow) {
        this.flow = flow;
        writes = flow.writes().toArray(Write[]::new);
        evaluators = new Evaluator[writes.length];
        referenceKeys = new Evaluator[writes.length][];
        int sourceKey = -1;
        boolean anyReference = false;
        for (int i = 0; i < writes.length; i++) {
            Fill fill = writes[i].fill();
            if (fill instanceof Fill.Value value) {
                evaluators[i] = value.evaluator();
            } else if (fill instanceof Fill.Reference reference) {
                referenceKeys[i] = reference.key().toArray(Evaluator[]::new);
                anyReference = true;
            } else if (fill instanceof Fill.SourceKey) {
                sourceKey = i;
            }
        }
        references = anyReference;
        where = flow.where().orElse(null);
        CompiledGrouping compiled = flow.grouping().orElse(null);
        grouping = compiled == null ? null : new GroupingMapper(compiled, writes);
        sourceKeyIndex = sourceKey;
        sourceKeyIsNumber =
                sourceKey >= 0 && writes[sourceKey].column().type().kind().javaClass() == Long.class;
    }

    public CompiledFlow flow() {
        return flow;
    }

    /** Maps a row. All faults of the row are gathered, not only the first; it never throws for what a row holds. */
    public MappedRow map(SourceRow row) {
        @Nullable Object[] values = new Object[writes.length];
        List<FieldFault> faults = List.of();
        if (row.malformed() != null) {
            faults = List.of(new FieldFault(row.malformed(), List.of(), "the record cannot be read"));
            return new MappedRow(row.key(), row.owner(), values, null, faults, false, null, null);
        }
        @Nullable Object[] source = row.values();
        try {
            if (where != null && !Boolean.TRUE.equals(where.eval(source))) {
                return new MappedRow(row.key(), row.owner(), values, null, faults, true, null, null);
            }
        } catch (RowFault fault) {
            faults = added(faults, fault, null);
        }
        @Nullable Key @Nullable [] keys = references ? new Key[writes.length] : null;
        for (int i = 0; i < writes.length; i++) {
            try {
                Evaluator evaluator = evaluators[i];
                if (evaluator != null) {
                    values[i] = evaluator.eval(source);
                } else if (keys != null && referenceKeys[i] != null) {
                    keys[i] = key(referenceKeys[i], source);
                }
            } catch (RowFault fault) {
                faults = added(faults, fault, writes[i].column().name());
            }
        }
        if (sourceKeyIndex >= 0) {
            values[sourceKeyIndex] = sourceKey(row.key());
        }
        if (grouping == null) {
            return new MappedRow(row.key(), row.owner(), values, keys, faults, false, null, null);
        }
        List<FieldFault> gathered = new ArrayList<>(faults);
        @Nullable Object[] group = grouping.group(source, gathered);
        @Nullable Object[] order = grouping.order(source, gathered);
        return new MappedRow(row.key(), row.owner(), values, keys, gathered, false, group, order);
    }

    private Object sourceKey(Key key) {
        return sourceKeyIsNumber && key.parts().get(0) instanceof Long number ? number : key.text();
    }

    private static @Nullable Key key(Evaluator[] parts, @Nullable Object[] source) {
        if (parts.length == 1) {
            Object part = parts[0].eval(source);
            return part == null ? null : new Key(List.of(part));
        }
        List<Object> values = new ArrayList<>(parts.length);
        boolean whole = true;
        for (Evaluator evaluator : parts) {
            Object part = evaluator.eval(source);
            if (part == null) {
                whole = false;
            } else {
                values.add(part);
            }
        }
        return whole ? new Key(values) : null;
    }

    /** Gathers a fault; no list is made for the many rows that have none. */
    static List<FieldFault> added(List<FieldFault> faults, RowFault fault, @Nullable String column) {
        List<FieldFault> more = faults.isEmpty() ? new ArrayList<>() : faults;
        more.add(fault(fault, column));
        return more;
    }

    /** A fault of a target column, or of none where it is the flow's own filter or grouping. */
    static FieldFault fault(RowFault fault, @Nullable String column) {
        return new FieldFault(
                fault.code(), column == null ? List.of() : List.of(column), String.valueOf(fault.getMessage()));
    }
}
