package dev.whimbrel.engine.shelf;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.schema.TableName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow that may fill its table from nothing.
 *
 * @param declared the project file lets indexes be put aside for it
 * @param fresh no row of the flow was ever recorded
 * @param vacant the target table is empty, and no other flow of the run writes to it
 * @param unavailable why it is too late or impossible now for another reason; null where nothing is in the way
 */
public record Filling(
        CompiledFlow flow,
        boolean declared,
        boolean fresh,
        boolean vacant,
        @Nullable String unavailable) {
    public String name() {
        return flow.name();
    }

    public TableName table() {
        return flow.target().name();
    }

    /** The same, but not to be touched. */
    public Filling but(String reason) {
        return new Filling(flow, declared, fresh, vacant, reason);
    }

    /** Why nothing of the table is put aside; empty where it serves nobody yet. */
    public Optional<String> untouched() {
        if (!declared) {
            return Optional.of("the project file keeps its indexes");
        }
        if (!vacant) {
            return Optional.of("the table is not empty, or several flows write to it");
        }
        if (!fresh) {
            return Optional.of("rows of this flow were recorded before, or its source does not keep keys unique");
        }
        return Optional.ofNullable(unavailable);
    }
}
