package dev.whimbrel.core.mapping;

import dev.whimbrel.core.mapping.CompiledFlow.CompiledGrouping;
import dev.whimbrel.core.mapping.CompiledFlow.Order;
import dev.whimbrel.core.mapping.CompiledFlow.Resolve;
import dev.whimbrel.core.mapping.CompiledFlow.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row brings to its group: the values that say which group, and those that order or resolve it. */
final class GroupingMapper {
    private final Evaluator[] by;
    private final @Nullable Evaluator[] order;
    private final @Nullable String[] columns;

    GroupingMapper(CompiledGrouping grouping, Write[] writes) {
        by = grouping.by().toArray(Evaluator[]::new);
        if (grouping instanceof CompiledGrouping.Survivors survivors) {
            order = survivors.keep().stream().map(Order::by).toArray(Evaluator[]::new);
            columns = new String[order.length];
        } else {
            List<Resolve> resolutions = ((CompiledGrouping.Consolidation) grouping).resolutions();
            order = resolutions.stream().map(Resolve::argument).toArray(Evaluator[]::new);
            columns = new String[order.length];
            for (int i = 0; i < order.length; i++) {
                columns[i] = writes[i].column().name();
            }
        }
    }

    @Nullable
    Object @Nullable [] group(@Nullable Object[] source, List<FieldFault> faults) {
        @Nullable Object[] values = new Object[by.length];
        boolean whole = true;
        for (int i = 0; i < by.length; i++) {
            try {
                values[i] = by[i].eval(source);
            } catch (RowFault fault) {
                faults.add(Mapper.fault(fault, null));
            }
            whole &= values[i] != null;
        }
        return whole ? values : null;
    }

    @Nullable
    Object[] order(@Nullable Object[] source, List<FieldFault> faults) {
        @Nullable Object[] values = new Object[order.length];
        for (int i = 0; i < order.length; i++) {
            Evaluator evaluator = order[i];
            try {
                values[i] = evaluator == null ? null : evaluator.eval(source);
            } catch (RowFault fault) {
                faults.add(Mapper.fault(fault, columns[i]));
            }
        }
        return values;
    }
}
