package dev.whimbrel.core.mapping;

import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source row on its way to the target. The arrays are the receiver's own to fill in.
 *
 * @param key of the source row
 * @param values by write; null where a reference or a generated key is still to be filled in, or a fault stands
 * @param references by write; null as a whole where the flow has no reference, else at each write that is none and where the key
 *     is null
 * @param faults of all fields; the row cannot land while there is one
 * @param filtered whether the flow's {@code where} excludes the row; its values are then all null
 * @param group the values that rows of one group share; null where the flow has no grouping or one of them is null
 * @param order survivors: the values to sort by, in the order of {@link CompiledFlow.CompiledGrouping.Survivors#keep}; consolidation:
 *     by write the argument of LATEST, else null; null as a whole where the flow has no grouping
 */
public record MappedRow(
        Key key,
        TenantId owner,
        @Nullable Object[] values,
        @Nullable Key @Nullable [] references,
        List<FieldFault> faults,
        boolean filtered,
        @Nullable Object @Nullable [] group,
        @Nullable Object @Nullable [] order) {}
