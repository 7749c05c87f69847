package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.fault.TransientFault;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server's SQL states mean: whether a row is to blame or the whole step fails, and under which code. The server's texts
 * hold row content, and so may those of triggers; none of them goes into a fault or refusal.
 */
final class ServerErrors {
    /** Classes of states that say nothing about one row. */
    private static final Set<String> SYSTEMIC = Set.of(
            "00", "01", "02", "03", "08", "0A", "0B", "0F", "0L", "0P", "20", "24", "25", "26", "28", "2B", "2D", "34",
            "3B", "3D", "3F", "40", "42", "53", "55", "57", "58", "72", "F0", "HV", "XX");

    /** States outside the systemic classes that still are not about a row: a stream that breaks COPY's form. */
    private static final Set<String> OURS = Set.of("22P04");

    /** Type mismatch that a row brings about, such as one of a view's or trigger's own. */
    private static final Set<String> OF_ROW = Set.of("42804");

    private ServerErrors() {}

    /** Whether one or some of the rows are to blame, so that the others can stand. */
    static boolean isRefusal(SQLException failure) {
        String state = state(failure);
        if (state.length() != 5 || server(failure) == null || isLost(failure) || OURS.contains(state)) {
            return false;
        }
        return OF_ROW.contains(state) || !SYSTEMIC.contains(state.substring(0, 2));
    }

    /** Whether the connection cannot be used any more. */
    static boolean isLost(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08")
                || state.equals("57P01")
                || state.equals("57P02")
                || state.equals("57P03")
                || state.equals("57P05")
                || (state.isEmpty() && server(failure) == null)
                || failure.getCause() instanceof java.io.IOException;
    }

    /** Whether a prepared statement no longer fits a table that was altered; a new connection prepares it anew. */
    static boolean isStale(SQLException failure) {
        ServerErrorMessage server = server(failure);
        return state(failure).equals("0A000") && server != null && "RevalidateCachedQuery".equals(server.getRoutine());
    }

    /** The code of a refused row, after the tables of SQL states in PostgreSQL's appendix A. */
    static String code(SQLException failure) {
        String state = state(failure);
        return switch (state) {
            case "23505" -> "UNIQUE_IN_TARGET";
            case "23503" -> "FOREIGN_KEY_MISSING";
            case "23502", "22004" -> "NOT_NULL";
            case "23514", "44000" -> "CHECK_FAILED";
            case "22001" -> "TOO_LONG";
            case "22003" -> "OUT_OF_RANGE";
            case "22P02", "22P03", "22007", "22008", "22018", "42804" -> "CAST_FAILED";
            case "22021", "22P05" -> "BAD_ENCODING";
            case "22030", "22032", "22033" -> "BAD_JSON";
            default -> "REFUSED_BY_TARGET";
        };
    }

    /** The fault for a failure of the whole step. {@code what} completes "Cannot …", such as "write to crm.client". */
    static Fault fault(SQLException failure, String what) {
        String state = state(failure);
        String cannot = "Cannot " + what + ": ";
        if (isLost(failure)) {
            return new TransientFault(
                    Kind.TARGET,
                    "CONNECTION_LOST",
                    cannot + "the connection to the target was lost",
                    harmless(failure));
        }
        if (isStale(failure)) {
            return passing("STATEMENT_STALE", cannot + "a table was altered meanwhile");
        }
        return switch (state) {
            case "40001" -> passing("SERIALIZATION_FAILED", cannot + "another transaction changed the same rows");
            case "40P01" -> passing("DEADLOCK", cannot + "it waited for a transaction that waited for it");
            case "55P03" -> passing("LOCK_TIMEOUT", cannot + "another transaction holds a lock on what it needs");
            case "53300" -> passing("TOO_MANY_CONNECTIONS", cannot + "the server has no free connection");
            case "53200" -> passing("OUT_OF_MEMORY", cannot + "the server is out of memory");
            case "57014" -> passing("STATEMENT_CANCELLED", cannot + "the server cancelled the statement");
            case "25P03", "25P04" -> passing("CONNECTION_LOST", cannot + "the server ended the idle transaction");
            case "53100" ->
                target(
                        "DISK_FULL",
                        cannot + "the target's disk is full",
                        "Free or add disk space on the target's server, then resume; what was committed stands.");
            case "53400" ->
                target(
                        "SERVER_LIMIT",
                        cannot + "the server's configured limit is reached (SQL state 53400)",
                        "Raise the limit that the server's own log names, then resume.");
            case "42501" ->
                target(
                        "PERMISSION_DENIED",
                        cannot + "the target's user lacks a permission",
                        "Run `whimbrel check`: it lists each permission that is missing; grant them, then resume.");
            case "42P01", "42703", "3F000", "42883", "42704" ->
                target(
                        "SCHEMA_CHANGED",
                        cannot + "a table, column or type that it needs is not there (SQL state " + state + ")",
                        "Someone changed the target's schema: run `whimbrel check` against it as it is now.");
            case "25006" ->
                target(
                        "TARGET_READ_ONLY",
                        cannot + "the target accepts no writes",
                        "Point the target's url to the primary server, or end its read-only mode.");
            default -> other(state, cannot);
        };
    }

    private static Fault other(String state, String cannot) {
        if (OURS.contains(state)) {
            return Fault.internal(
                    "COPY_MALFORMED", cannot + "the server cannot read what was sent (" + state + ")", null);
        }
        return target(
                "TARGET_FAILED",
                cannot + "the server answers with SQL state " + (state.isEmpty() ? "unknown" : state),
                "Look up this moment in the server's own log; it says what the state alone does not.");
    }

    private static Fault passing(String code, String message) {
        return new TransientFault(Kind.TARGET, code, message, null);
    }

    private static Fault target(String code, String message, String next) {
        return Fault.target(code, message, next, null);
    }

    /** A value of a class that the column's type does not stand for. */
    static Fault wrongClass(NativeColumn column, @Nullable Object value) {
        return Fault.internal(
                "VALUE_OF_WRONG_CLASS",
                "Cannot write to column " + column.name() + " of type "
                        + column.column().nativeType() + ": the value's class is "
                        + (value == null ? "null" : value.getClass().getName()),
                null);
    }

    /** The driver's own failures tell of sockets; those of the server may tell of rows, and are left out. */
    private static @Nullable Throwable harmless(SQLException failure) {
        return server(failure) == null ? failure : null;
    }

    static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    static @Nullable ServerErrorMessage server(SQLException failure) {
        return failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
    }
}
