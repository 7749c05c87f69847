package dev.whimbrel.control.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as recorded.
 *
 * @param tenants whose rows it moves; empty means all
 * @param reason why it is held, unbalanced or abandoned
 * @param repair what it repairs; null where it is an ordinary run
 */
public record Run(
        long id,
        String project,
        String environment,
        int mappingId,
        String mappingHash,
        List<String> tenants,
        State state,
        @Nullable String reason,
        String sourceFingerprint,
        String targetFingerprint,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Repair repair) {
    /** Where a run stands. RUNNING without a live worker means interrupted. */
    public enum State {
        RUNNING,
        /** Stopped by the breaker or a changed schema; the reason says which. It goes on when it is started again. */
        HELD,
        /** It ended, but the counts of the two databases do not add up. The next run looks at every row again. */
        UNBALANCED,
        COMPLETE,
        /** Left unfinished and replaced by a later run with another mapping or other tenants. */
        ABANDONED
    }

    public Run {
        tenants = List.copyOf(tenants);
    }

    public boolean isOpen() {
        return state == State.RUNNING || state == State.HELD;
    }
}
