package dev.whimbrel.core.port;

import dev.whimbrel.core.value.Key;
import org.jspecify.annotations.Nullable;

/**
 * The rows whose key is greater than {@code after} and not greater than {@code upTo}, in the source's own order of keys; null
 * means no bound. A file counts records instead: its keys are numbers of records from 1.
 *
 * @param rows an estimate of the rows in the range, for progress; -1 unknown
 */
public record KeyRange(@Nullable Key after, @Nullable Key upTo, long rows) {
    public static final KeyRange ALL = new KeyRange(null, null, -1);
}
