package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetConnector;
import java.util.Set;

/** Opens PostgreSQL databases as targets. */
public final class PostgresTargetConnector implements TargetConnector {
    @Override
    public Set<String> types() {
        return Set.of("postgresql");
    }

    @Override
    public Target open(ConnectionProfile profile) {
        return new PostgresTarget(profile);
    }
}
