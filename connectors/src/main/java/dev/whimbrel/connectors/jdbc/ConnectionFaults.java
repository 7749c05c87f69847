package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.fault.TransientFault;
import dev.whimbrel.core.port.ConnectionProfile;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Says why a connection cannot be opened, alike for PostgreSQL, MariaDB, MySQL and SQL Server. The driver's own text is left
 * out where it could name the user.
 */
public final class ConnectionFaults {
    /** MariaDB and MySQL: access denied, host not allowed, account locked. SQL Server: login failed, untrusted, disabled, expired. */
    private static final Set<Integer> AUTHENTICATION =
            Set.of(1045, 1130, 1251, 1698, 1862, 4151, 18452, 18456, 18470, 18486, 18487, 18488);

    /** MariaDB and MySQL: unknown, or not for this user. SQL Server: cannot open the database asked for, or the default one. */
    private static final Set<Integer> DATABASE = Set.of(1044, 1049, 4060, 4064);

    /** MariaDB and MySQL: too many connections, of all users or of this one. SQL Server: user connections exhausted, paused. */
    private static final Set<Integer> BUSY = Set.of(1040, 1203, 1226, 17809, 17142);

    private ConnectionFaults() {}

    /** The fault for a failed attempt to connect; a server that is starting or full gives a transient one. */
    public static Fault of(Kind kind, ConnectionProfile profile, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        int number = failure.getErrorCode();
        String place = profile.toString();
        if (state.startsWith("53") || state.startsWith("57P") || BUSY.contains(number)) {
            return busy(kind, place, state, failure);
        }
        if (state.startsWith("28") || AUTHENTICATION.contains(number)) {
            return new Fault(
                    kind,
                    "AUTHENTICATION_FAILED",
                    "Cannot log in to " + place + ": the server refuses the user or the password",
                    "Check user and password of this environment, and that the server allows this user from this host.");
        }
        if (state.equals("3D000") || DATABASE.contains(number) || (state.equals("42501"))) {
            return new Fault(
                    kind,
                    "DATABASE_UNKNOWN",
                    "Cannot open " + place + ": there is no such database, or the user may not connect to it",
                    "Check the database's name in the url and that the user may connect to it.");
        }
        return unreachable(kind, place, failure);
    }

    /** The same for a connection that stood before: whatever keeps it from coming back may pass. */
    public static Fault reopening(Kind kind, ConnectionProfile profile, SQLException failure) {
        Fault fault = of(kind, profile, failure);
        if (fault.isTransient() || !fault.code().equals("CONNECTION_REFUSED")) {
            return fault;
        }
        return new TransientFault(
                kind, "CONNECTION_LOST", "Cannot reach " + profile + " again: the server does not answer", failure);
    }

    private static Fault busy(Kind kind, String place, String state, SQLException failure) {
        boolean starting = state.startsWith("57P");
        return new TransientFault(
                kind,
                starting ? "SERVER_UNAVAILABLE" : "TOO_MANY_CONNECTIONS",
                "Cannot connect to " + place + ": the server "
                        + (starting ? "is starting or stopping" : "has no free connection"),
                failure);
    }

    private static Fault unreachable(Kind kind, String place, SQLException failure) {
        if (causedBy(failure, SSLException.class)) {
            return new Fault(
                    kind,
                    "TLS_FAILED",
                    "Cannot connect to " + place + ": no encrypted connection can be agreed on",
                    "Check the server's certificate and the TLS parameters in the url.",
                    failure);
        }
        boolean name = causedBy(failure, UnknownHostException.class);
        return new Fault(
                kind,
                "CONNECTION_REFUSED",
                "Cannot connect to " + place + ": "
                        + (name ? "the host's name is not known" : "the server does not answer"),
                "Check host and port in the url, that the server runs, and that no firewall is between.",
                failure);
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> wanted) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (wanted.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
