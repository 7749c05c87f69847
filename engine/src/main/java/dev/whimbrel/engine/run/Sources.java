package dev.whimbrel.engine.run;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.View;
import dev.whimbrel.engine.plan.Connectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a process has the sources from that it cuts, reads and counts by: all show the moment when this was made if the project asks
 * for that, and else each statement shows what is committed by then.
 */
final class Sources implements AutoCloseable {
    private final ConnectionProfile profile;
    private final @Nullable View view;

    private Sources(ConnectionProfile profile, @Nullable View view) {
        this.profile = profile;
        this.view = view;
    }

    static Sources of(ConnectionProfile profile) {
        return new Sources(profile, Connectors.view(profile).orElse(null));
    }

    /** Opens a source with a connection of its own; any thread may call. */
    Source open() {
        return view == null ? Connectors.source(profile) : view.open();
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
        }
    }
}
