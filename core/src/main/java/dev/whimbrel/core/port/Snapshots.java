package dev.whimbrel.core.port;

import java.util.Optional;

/** A connector some of whose systems can be read as they were at one moment, over however many connections. */
public interface Snapshots {
    /** What the profile asks for; empty where its system has no such choice. */
    Optional<Snapshot> snapshot(ConnectionProfile profile);

    /**
     * Keeps what the system shows just now. Only for a profile whose system has the choice. A fault says when the system cannot be
     * reached or refuses the user.
     */
    View keep(ConnectionProfile profile);
}
