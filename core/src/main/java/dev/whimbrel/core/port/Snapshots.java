package dev.whimbrel.core.port;

import java.util.Optional;

/** A connector some of whose systems can be read as they were at one moment. */
public interface Snapshots {
    /** What the profile asks for; empty where its system has no such choice. */
    Optional<Snapshot> snapshot(ConnectionProfile profile);

    /** Whether what a profile's system shows can be kept, whatever the profile asks for. */
    boolean canKeep(ConnectionProfile profile);

    /**
     * Keeps what the system shows just now. Only for a profile of which {@link #canKeep} says so. A fault says when the system cannot be
     * reached or refuses the user.
     */
    View keep(ConnectionProfile profile);
}
