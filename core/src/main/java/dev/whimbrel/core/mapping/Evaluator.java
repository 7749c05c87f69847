package dev.whimbrel.core.mapping;

import org.jspecify.annotations.Nullable;

/** A compiled expression. It is pure: the same row gives the same value, on any thread. */
@FunctionalInterface
public interface Evaluator {
    /**
     * The value for a row, of the Java class of the expression's type.
     *
     * @throws RowFault when this row has no value, such as a text that is no date
     */
    @Nullable
    Object eval(@Nullable Object[] row);
}
