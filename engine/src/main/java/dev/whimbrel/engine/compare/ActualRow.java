package dev.whimbrel.engine.compare;

import org.jspecify.annotations.Nullable;

/**
 * A row as it stands in the target.
 *
 * @param key canonical text of the source key that it keeps
 * @param values of the compared columns, references as the source keys that they lead to
 */
public record ActualRow(String key, @Nullable Object[] values) {}
