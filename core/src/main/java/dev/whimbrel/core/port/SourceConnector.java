package dev.whimbrel.core.port;

import java.util.Set;

/** Opens sources of some types; found by {@link java.util.ServiceLoader}. */
public interface SourceConnector {
    Set<String> types();

    /** Opens a source with a connection of its own. A fault says when it cannot be reached or refuses the user. */
    Source open(ConnectionProfile profile);
}
