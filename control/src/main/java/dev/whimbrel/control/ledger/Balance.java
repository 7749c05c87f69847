package dev.whimbrel.control.ledger;

import dev.whimbrel.core.value.TenantId;

/**
 * The row equation of one flow and tenant in one run, with what was counted apart from the engine's own counts.
 *
 * @param sourceRows counted in the source by aggregate SQL at the end of the run
 * @param counts what the chunks recorded
 * @param targetRows rows counted in the target table that the identity map says are of this tenant
 * @param targetExpected rows that the identity map says stand in the target
 * @param gone rows of earlier runs that the source no longer has
 */
public record Balance(
        int flowNo,
        String flow,
        TenantId tenant,
        long sourceRows,
        Counts counts,
        long targetRows,
        long targetExpected,
        long gone) {
    /** Whether nothing is lost or doubled. */
    public boolean balanced() {
        long unread = targetExpected - (counts.written() + counts.unchanged() + counts.held());
        boolean explained = unread >= 0 && unread <= gone;
        return counts.balanced()
                && sourceRows == counts.read()
                && targetRows == targetExpected
                && gone >= 0
                && explained;
    }
}
