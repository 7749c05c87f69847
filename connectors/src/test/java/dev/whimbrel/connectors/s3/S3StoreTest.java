package dev.whimbrel.connectors.s3;

import dev.whimbrel.connectors.ObjectStoreContract;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.ObjectStore;
import dev.whimbrel.testkit.server.S3Server;
import java.nio.file.Path;
import java.util.Map;

/** A bucket as a store, on a real server. */
final class S3StoreTest extends ObjectStoreContract {
    @Override
    protected ObjectStore open() {
        S3Server server = S3Server.shared();
        return new S3Connector()
                .store(new ConnectionProfile(
                        "s3",
                        "s3://" + server.createBucket() + "/kept",
                        S3Server.USER,
                        S3Server.PASSWORD,
                        Map.of("endpoint", server.endpoint()),
                        Path.of("")));
    }
}
