package dev.whimbrel.core.port;

import java.util.Set;

/** Opens stores of objects and inboxes of some types; found by {@link java.util.ServiceLoader}. */
public interface ObjectConnector {
    Set<String> types();

    /** Opens a store. A fault says when it cannot be reached or refuses the user. */
    ObjectStore store(ConnectionProfile profile);

    /** Opens an inbox. */
    Inbox inbox(ConnectionProfile profile);
}
