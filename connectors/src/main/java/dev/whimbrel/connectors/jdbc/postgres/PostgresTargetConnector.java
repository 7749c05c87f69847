package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.connectors.jdbc.PostgresVitals;
import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Monitored;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetConnector;
import dev.whimbrel.core.port.Vitals;
import java.time.Duration;
import java.util.Set;

/** Opens PostgreSQL databases as targets. */
public final class PostgresTargetConnector implements TargetConnector, Monitored {
    @Override
    public Set<String> types() {
        return Set.of("postgresql");
    }

    @Override
    public Target open(ConnectionProfile profile) {
        return new PostgresTarget(profile);
    }

    @Override
    public Vitals watch(ConnectionProfile profile, Canary canary) {
        return PostgresVitals.of(profile, canary);
    }

    @Override
    public Feeler feel(ConnectionProfile profile, Duration limit) {
        return PostgresVitals.feel(profile, limit);
    }
}
