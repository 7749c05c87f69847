package dev.whimbrel.control.ledger;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.fault.TransientFault;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says what a failed statement on the ledger means, by its SQL state and never by the server's text, which may hold values. */
public final class LedgerFaults {
    private LedgerFaults() {}

    /** A lost connection, a deadlock or a lock that was waited for too long may pass; all else does not. */
    public static Fault of(RuntimeException failure) {
        String state = state(failure);
        if (state == null) {
            return Fault.internal(
                    "LEDGER_FAILED",
                    "Cannot read or write the ledger: " + failure.getClass().getSimpleName(),
                    failure);
        }
        if (isTransient(state)) {
            return new TransientFault(
                    Kind.TARGET, "TARGET_CONNECTION_LOST", "Cannot reach the ledger: SQL state " + state, failure);
        }
        return switch (state) {
            case "42501" ->
                Fault.target(
                        "PERMISSION_DENIED",
                        "Cannot use schema whimbrel of the target: the user lacks a privilege",
                        "Let the user create schema whimbrel in the target, or grant it the use of the one that exists.",
                        failure);
            case "57014" ->
                Fault.target(
                        "STATEMENT_TIMED_OUT",
                        "Cannot read or write the ledger: the target took too long, or somebody cancelled the statement",
                        "Look for locks and load on the target, then start the run again; it goes on where it was.",
                        failure);
            case "53100" ->
                Fault.target(
                        "DISK_FULL",
                        "Cannot write the ledger: the target's disk is full",
                        "Make room on the target's disk, then start the run again; it goes on where it was.",
                        failure);
            case "25006" ->
                Fault.target(
                        "TARGET_READ_ONLY",
                        "Cannot write the ledger: the target is read-only",
                        "Point the target at a primary server that takes writes.",
                        failure);
            default -> Fault.internal("LEDGER_FAILED", "Cannot read or write the ledger: SQL state " + state, failure);
        };
    }

    private static boolean isTransient(String state) {
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("40")
                || state.equals("55P03")
                || state.equals("53300");
    }

    private static @Nullable String state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
