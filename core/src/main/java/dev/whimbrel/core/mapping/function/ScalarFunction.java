package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of the user's own in Java, found by {@link java.util.ServiceLoader}. It must be pure and safe for many threads: the
 * same arguments give the same value, on any thread.
 */
public interface ScalarFunction {
    /** The name in lower case; it must not be one of the built-in functions. */
    String name();

    List<Type> parameters();

    Type returns();

    /**
     * The value, of {@link #returns()}'s Java class. It is not called where an argument is null: the result is then null.
     *
     * @param arguments of the Java classes of {@link #parameters()}
     * @throws dev.whimbrel.core.mapping.RowFault when there is no value for these arguments
     */
    @Nullable
    Object apply(Object[] arguments);
}
