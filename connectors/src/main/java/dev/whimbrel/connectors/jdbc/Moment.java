package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;

/**
 * A moment of a PostgreSQL database that one session keeps and others may look at.
 *
 * @param name under which the server hands the snapshot out, while the session that keeps it is in its transaction
 * @param shows the server's own text of which transactions are seen: after a restart of the server, names may come again
 * @param place the database, for messages
 */
record Moment(String name, String shows, String place) {
    /** {@code why} tells what the server said, or shows instead. */
    Fault lost(String why) {
        return lost(place, why, "session `" + PostgresView.SESSION + "`");
    }

    /**
     * A moment that its server keeps no longer.
     *
     * @param session that kept it, as it is called
     */
    static Fault lost(String place, String why, String session) {
        return Fault.source(
                "SNAPSHOT_LOST",
                "Cannot go on reading " + place
                        + " as it was when this process began: the server keeps that moment no longer (" + why + ")",
                "Start the run again: chunks that are done stand, the rest is read as the source is then. Its server's log says why"
                        + " " + session
                        + " ended; with `snapshot: chunk`, or a verification's `--moment table`, no session needs to stay.",
                null);
    }
}
