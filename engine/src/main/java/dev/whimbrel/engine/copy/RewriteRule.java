package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.mapping.FieldFault;
import java.util.List;
import java.util.Optional;

/**
 * Whether a row that stands in the target may be rewritten by this run.
 *
 * @param othersMoved some tenant that is not part of this run has moved already, and may be live
 */
record RewriteRule(boolean othersMoved) {
    /** Why the row must stay as it is, or empty where it may be rewritten. */
    Optional<FieldFault> refusal(Candidate row, boolean editedInTarget) {
        String owner = ((Identity) java.util.Objects.requireNonNull(row.before)).tenant();
        if (row.owner.isShared()) {
            return othersMoved
                    ? fault("SHARED_DIFFERS", "the row is shared with a tenant that already moved, and would change")
                    : edited(editedInTarget);
        }
        if (!owner.equals(row.owner.text())) {
            return fault("OWNER_CHANGED", "the row landed as tenant " + owner + "'s and is another's now");
        }
        return edited(editedInTarget);
    }

    private static Optional<FieldFault> edited(boolean edited) {
        return edited
                ? fault("TARGET_EDITED", "the row was changed in the target since it landed, and at the source too")
                : Optional.empty();
    }

    private static Optional<FieldFault> fault(String code, String detail) {
        return Optional.of(new FieldFault(code, List.of(), detail));
    }
}
