package dev.whimbrel.control.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do; two processes that ask the same work on one run.
 *
 * @param repair what it is to repair; null where it is an ordinary run
 */
public record RunRequest(
        String project,
        String environment,
        String mappingHash,
        List<String> tenants,
        String sourceFingerprint,
        String targetFingerprint,
        @Nullable Repair repair) {
    public RunRequest {
        tenants = tenants.stream().sorted().distinct().toList();
    }

    /** An ordinary run. */
    public RunRequest(
            String project,
            String environment,
            String mappingHash,
            List<String> tenants,
            String sourceFingerprint,
            String targetFingerprint) {
        this(project, environment, mappingHash, tenants, sourceFingerprint, targetFingerprint, null);
    }

    /** Whether a run does what is asked. */
    boolean isFor(Run run) {
        return run.mappingHash().equals(mappingHash) && run.tenants().equals(tenants) && isSameKind(run.repair());
    }

    private boolean isSameKind(@Nullable Repair other) {
        Repair own = repair;
        return own == null ? other == null : other != null && own.isAsked(other);
    }
}
