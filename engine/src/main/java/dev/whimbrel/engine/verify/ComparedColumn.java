package dev.whimbrel.engine.verify;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * A column that is compared.
 *
 * @param column the target's; one of text for references, which are compared by the source key of the row they lead to, and not
 *     by the number that happens to stand for it
 * @param slot its place among the flow's writes
 * @param parent the flow that a reference leads to; null where it is none
 * @param place where its value stands among what is read of the target; for references, where the column itself stands
 * @param parentPlace for references, where the source key of the row that it leads to stands; else -1
 * @param drawn whether the new system draws its numbers anew, so that nothing counts but whether there is one
 */
record ComparedColumn(Column column, int slot, @Nullable String parent, int place, int parentPlace, boolean drawn) {
    /** What of a value is compared. */
    @Nullable
    Object compared(@Nullable Object value) {
        Object read = drawn ? Carried.read(value) : value;
        return read == null || read instanceof Unreadable || !drawn ? read : Boolean.TRUE;
    }
}
