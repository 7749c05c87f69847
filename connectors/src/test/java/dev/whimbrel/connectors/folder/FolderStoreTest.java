package dev.whimbrel.connectors.folder;

import dev.whimbrel.connectors.ObjectStoreContract;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.ObjectStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A folder as a store. */
final class FolderStoreTest extends ObjectStoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    protected ObjectStore open() {
        return new FolderConnector().store(new ConnectionProfile("folder", "kept/here", null, null, Map.of(), folder));
    }
}
