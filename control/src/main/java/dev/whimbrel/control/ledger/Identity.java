package dev.whimbrel.control.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What became of one source row in one flow.
 *
 * @param sourceKey canonical text of its key
 * @param targetKey canonical text of the target row's key; for excluded duplicates the survivor's; null if nothing landed
 * @param survivorKey source key of the row that stands for this one
 * @param rule why it is excluded, or the code under which it is quarantined
 * @param digest digest of the row as it was written
 * @param linked the references that a second pass set, as canonical text of all of them; null while it has set none
 */
public record Identity(
        String sourceKey,
        @Nullable String targetKey,
        String tenant,
        Outcome outcome,
        @Nullable String survivorKey,
        @Nullable String rule,
        @Nullable String digest,
        @Nullable String linked,
        int mappingId,
        long runId) {
    /** The same record under another source key. */
    public Identity as(String key) {
        return new Identity(key, targetKey, tenant, outcome, survivorKey, rule, digest, linked, mappingId, runId);
    }

    /** Where a source row ended. */
    public enum Outcome {
        WRITTEN,
        /** Its content went into the row of its group. */
        MERGED,
        /** Left behind on purpose. */
        EXCLUDED,
        /** Could not land; there is an issue. */
        QUARANTINED
    }
}
