package dev.whimbrel.control.proof;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One verification as recorded.
 *
 * @param comparison the comparison that it is of; empty where it is of the mapping
 * @param mappingHash of the mapping, or of what the comparison says
 * @param tenants whose rows it looks at; empty means all
 * @param extent what it is narrowed to beside tenants
 * @param reason why it failed
 * @param against the earlier verification against which it is held; null for none
 */
public record Verification(
        long id,
        String project,
        String environment,
        String comparison,
        String mappingHash,
        List<String> tenants,
        State state,
        @Nullable String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long against,
        Extent extent) {
    /** Where a verification stands. RUNNING without a living process means interrupted: the next one goes on with it. */
    public enum State {
        RUNNING,
        FINISHED,
        FAILED,
        /** Left unfinished and replaced by one with another mapping, other tenants or other tables. */
        ABANDONED
    }

    public Matter matter() {
        return new Matter(project, environment, comparison);
    }

    public Verification {
        tenants = List.copyOf(tenants);
    }

    /** One of all that there is, held against no other. */
    public Verification(
            long id,
            String project,
            String environment,
            String comparison,
            String mappingHash,
            List<String> tenants,
            State state,
            @Nullable String reason,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        this(
                id,
                project,
                environment,
                comparison,
                mappingHash,
                tenants,
                state,
                reason,
                startedAt,
                finishedAt,
                null,
                Extent.ALL);
    }

    /** Whether it looks at the rows of a tenant, or of what stands for several or none. */
    public boolean covers(String tenant) {
        return tenants.isEmpty() || tenants.contains(tenant);
    }
}
