package dev.whimbrel.engine.verify;

import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.mapping.CompiledFlow;
import org.jspecify.annotations.Nullable;

/** Is shown all that was found of a flow or law, after it was recorded. Keys are in the clear. It must not fail. */
@FunctionalInterface
public interface FoundListener {
    FoundListener NONE = (part, flow, findings) -> {};

    /**
     * One flow or law was compared.
     *
     * @param part as it is called in the report
     * @param flow null for a law
     * @param findings all of them, in no order; to be gone through before this returns
     */
    void found(String part, @Nullable CompiledFlow flow, Iterable<Finding> findings);
}
