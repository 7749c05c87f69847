package dev.whimbrel.engine.plan;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.View;
import dev.whimbrel.engine.project.Project;
import java.util.Optional;

/**
 * One of the project's two systems, of which rows are read. Connectors read a target as they read a source; what fails of it fails as the
 * target's all the same, so that nobody looks at the wrong server.
 */
public record ReadSide(ConnectionProfile profile, boolean isTarget) {
    public static ReadSide source(Project project) {
        return new ReadSide(project.source(), false);
    }

    public static ReadSide target(Project project) {
        return new ReadSide(project.target(), true);
    }

    /** Opens it with a connection of its own. */
    public Source open() {
        return isTarget ? TargetReading.open(() -> Connectors.source(profile)) : Connectors.source(profile);
    }

    /** Keeps what it shows just now; empty where it cannot be kept. */
    public Optional<View> moment() {
        return isTarget ? TargetReading.keep(() -> Connectors.moment(profile)) : Connectors.moment(profile);
    }
}
