package dev.whimbrel.engine.compare;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands in the target.
 *
 * @param key canonical text of the source key that it keeps
 * @param values of the compared columns, references as the source keys that they lead to
 * @param standing made when it is asked for: a text of all that the row itself holds, by which whoever remembers what was written into
 *     it tells whether that stands unchanged; empty where there is nothing to tell it by
 */
public record ActualRow(String key, @Nullable Object[] values, Supplier<String> standing) {
    /** One of which nobody remembers what was written. */
    public ActualRow(String key, @Nullable Object[] values) {
        this(key, values, () -> "");
    }
}
