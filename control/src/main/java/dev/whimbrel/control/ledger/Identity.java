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
 * @param isPacked it is kept in a page with others: to change it, a row of its own is written that overrules the page
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
        long runId,
        boolean isPacked) {
    /** One that has a row of its own in the ledger. */
    public Identity(
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
        this(sourceKey, targetKey, tenant, outcome, survivorKey, rule, digest, linked, mappingId, runId, false);
    }

    static Identity packed(
            String sourceKey, String targetKey, String tenant, String digest, int mappingId, long runId) {
        return new Identity(
                sourceKey, targetKey, tenant, Outcome.WRITTEN, null, null, digest, null, mappingId, runId, true);
    }

    /** The same record under another source key. */
    public Identity as(String key) {
        return new Identity(key, targetKey, tenant, outcome, survivorKey, rule, digest, linked, mappingId, runId);
    }

    /** The same record as a row of its own, under this tenant, met last by this run. */
    public Identity unpacked(String owner, long run) {
        return new Identity(sourceKey, targetKey, owner, outcome, survivorKey, rule, digest, linked, mappingId, run);
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
