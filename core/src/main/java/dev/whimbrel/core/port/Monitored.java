package dev.whimbrel.core.port;

/** A connector whose systems can be watched while rows move; one that is not this has nothing to watch. */
public interface Monitored {
    /** A watch on the system. Nothing is opened yet, so that it may be had of one that cannot be reached. */
    Vitals watch(ConnectionProfile profile, Canary canary);
}
