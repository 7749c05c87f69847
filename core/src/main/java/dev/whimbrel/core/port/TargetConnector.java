package dev.whimbrel.core.port;

import java.util.Set;

/** Opens targets of some types; found by {@link java.util.ServiceLoader}. */
public interface TargetConnector {
    Set<String> types();

    /** Opens a target with a connection of its own. A fault says when it cannot be reached or refuses the user. */
    Target open(ConnectionProfile profile);
}
