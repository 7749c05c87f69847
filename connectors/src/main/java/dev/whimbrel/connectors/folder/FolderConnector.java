package dev.whimbrel.connectors.folder;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Inbox;
import dev.whimbrel.core.port.ObjectConnector;
import dev.whimbrel.core.port.ObjectStore;
import java.nio.file.Path;
import java.util.Set;

/** Opens folders. */
public final class FolderConnector implements ObjectConnector {
    @Override
    public Set<String> types() {
        return Set.of("folder");
    }

    @Override
    public ObjectStore store(ConnectionProfile profile) {
        return new FolderStore(root(profile));
    }

    @Override
    public Inbox inbox(ConnectionProfile profile) {
        return new FolderInbox(root(profile));
    }

    private static Path root(ConnectionProfile profile) {
        return profile.base().resolve(profile.url()).toAbsolutePath().normalize();
    }
}
