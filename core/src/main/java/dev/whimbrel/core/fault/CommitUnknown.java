package dev.whimbrel.core.fault;

import org.jspecify.annotations.Nullable;

/**
 * A commit was sent and its outcome is not known. It must never be repeated blindly: the ledger, which commits in the same
 * transaction, is asked first.
 */
public final class CommitUnknown extends Fault {
    private static final long serialVersionUID = 1L;

    public CommitUnknown(@Nullable Throwable cause) {
        super(
                Kind.TARGET,
                "COMMIT_UNKNOWN",
                "Cannot tell whether the target committed: the connection was lost while it did",
                "The ledger is asked before anything is repeated; nothing is to be done by hand.",
                cause);
    }
}
