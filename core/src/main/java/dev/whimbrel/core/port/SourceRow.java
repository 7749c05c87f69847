package dev.whimbrel.core.port;

import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A row as read: its key, its owner ({@link TenantId#SHARED} for several) and its values in the order of the plan's columns.
 *
 * @param values each null, of the Java class of its column's type, an {@link dev.whimbrel.core.value.Unreadable},
 *     or, where the plan allows it, a {@link dev.whimbrel.core.compare.Carried}
 * @param malformed null, or the code of what makes the record as a whole unreadable; its values are then all null
 * @param bytes a rough size of the row in memory, for limits
 */
public record SourceRow(
        Key key,
        TenantId owner,
        @Nullable Object[] values,
        @Nullable String malformed,
        int bytes) {}
