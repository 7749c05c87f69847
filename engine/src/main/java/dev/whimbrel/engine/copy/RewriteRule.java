package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.mapping.FieldFault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a row that stands in the target may be rewritten by this run.
 *
 * @param othersMoved some tenant that is not part of this run has moved already, and may be live
 * @param repairs somebody ordered just these rows to be written over, whoever changed them in the target
 */
record RewriteRule(boolean othersMoved, boolean repairs) {
    /** Whether the row landed as one tenant's and is claimed by another now; sharing is no change of owner. */
    boolean ownerChanged(Candidate row) {
        String before = before(row).tenant();
        return !before.equals(row.owner.text()) && !row.owner.isShared() && !before.equals("*");
    }

    static FieldFault ownerFault(Candidate row) {
        return new FieldFault(
                "OWNER_CHANGED",
                List.of(),
                "the row landed as tenant " + before(row).tenant() + "'s and is another's now");
    }

    /** Why the row must stay as it is, or empty where it may be rewritten. */
    Optional<FieldFault> refusal(Candidate row, boolean editedInTarget, Supplier<List<String>> differing) {
        boolean shared = row.owner.isShared() || before(row).tenant().equals("*");
        if (shared && othersMoved) {
            return Optional.of(new FieldFault(
                    "SHARED_DIFFERS",
                    differing.get(),
                    "the row is shared with a tenant that already moved, and would change"));
        }
        return editedInTarget && !repairs
                ? Optional.of(new FieldFault(
                        "TARGET_EDITED",
                        differing.get(),
                        "the row was changed in the target since it landed, and at the source too"))
                : Optional.empty();
    }

    private static Identity before(Candidate row) {
        return Objects.requireNonNull(row.before);
    }
}
