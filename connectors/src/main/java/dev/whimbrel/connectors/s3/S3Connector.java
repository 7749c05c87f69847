package dev.whimbrel.connectors.s3;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Inbox;
import dev.whimbrel.core.port.ObjectConnector;
import dev.whimbrel.core.port.ObjectStore;
import java.util.Set;

/** Opens parts of buckets. */
public final class S3Connector implements ObjectConnector {
    @Override
    public Set<String> types() {
        return Set.of("s3");
    }

    @Override
    public ObjectStore store(ConnectionProfile profile) {
        return new S3Store(new Bucket(profile));
    }

    @Override
    public Inbox inbox(ConnectionProfile profile) {
        return new S3Inbox(new Bucket(profile));
    }
}
