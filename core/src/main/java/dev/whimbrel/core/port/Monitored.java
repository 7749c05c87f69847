package dev.whimbrel.core.port;

import java.time.Duration;

/** A connector whose systems can be watched while rows move; one that is not this has nothing to watch. */
public interface Monitored {
    /** A watch on the system. Nothing is opened yet, so that it may be had of one that cannot be reached. */
    Vitals watch(ConnectionProfile profile, Canary canary);

    /**
     * A feeler that only reads; nothing is opened yet.
     *
     * @param limit after which a touch counts as unanswered
     */
    Feeler feel(ConnectionProfile profile, Duration limit);
}
