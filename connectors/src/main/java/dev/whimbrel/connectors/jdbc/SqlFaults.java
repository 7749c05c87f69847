package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.fault.TransientFault;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * Faults made of what drivers throw while reading. Neither the driver's text nor the exception itself goes on: both may hold a row's content
 * or the user's name. SQLSTATE and the server's error number do.
 */
final class SqlFaults {
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143, 1227, 229, 230, 297, 916);
    /** Too many connections, shutdown, lock wait, deadlock, killed, read or write cut by the server. */
    private static final Set<Integer> PASSING =
            Set.of(1040, 1053, 1158, 1159, 1160, 1161, 1205, 1213, 1927, 2006, 2013);

    /** MariaDB and MySQL keep no old rows of a table that was altered. */
    private static final int ALTERED_SINCE = 1412;

    private SqlFaults() {}

    /** Why a statement failed; {@code what} says what was attempted, such as "read client". */
    static Fault reading(String what, SQLException e, Connection connection) {
        String state = state(e);
        if (isLost(e, state, connection)) {
            return new TransientFault(
                    Kind.SOURCE,
                    "SOURCE_CONNECTION_LOST",
                    "Cannot " + what + ": the source cut the connection" + numbers(e),
                    null);
        }
        if (state.equals("42501") || DENIED.contains(e.getErrorCode())) {
            return source("PERMISSION_DENIED", what + ": the user may not", e, "Grant the source's user SELECT there.");
        }
        if (e.getErrorCode() == ALTERED_SINCE) {
            return source(
                    "SNAPSHOT_LOST",
                    what + " as it was when this process began: the table was altered since",
                    e,
                    "Start again: it is read as it is then.");
        }
        return source(
                "SOURCE_STATEMENT_FAILED",
                what,
                e,
                "Look the SQLSTATE up in the database's manual, and look at the server's log.");
    }

    private static boolean isLost(SQLException e, String state, Connection connection) {
        return state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("57P")
                || state.equals("70100")
                || PASSING.contains(e.getErrorCode())
                || e instanceof SQLRecoverableException
                || isNetwork(e)
                || isClosed(connection);
    }

    private static boolean isNetwork(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private static Fault source(String code, String what, SQLException e, String next) {
        return Fault.source(code, "Cannot " + what + numbers(e), next, null);
    }

    private static String numbers(SQLException e) {
        return " (SQLSTATE " + state(e) + ", error " + e.getErrorCode() + ")";
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "none" : state;
    }
}
