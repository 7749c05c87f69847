package dev.whimbrel.engine.plan;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Monitored;
import dev.whimbrel.core.port.ObjectConnector;
import dev.whimbrel.core.port.Snapshot;
import dev.whimbrel.core.port.Snapshots;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceConnector;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetConnector;
import dev.whimbrel.core.port.View;
import dev.whimbrel.core.port.Vitals;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The connectors on the class path. */
public final class Connectors {
    private Connectors() {}

    /** Opens a source with a connection of its own. */
    public static Source source(ConnectionProfile profile) {
        Set<String> known = new TreeSet<>();
        for (SourceConnector connector : ServiceLoader.load(SourceConnector.class)) {
            if (connector.types().contains(profile.type())) {
                return connector.open(profile);
            }
            known.addAll(connector.types());
        }
        throw unknown("source", profile, known);
    }

    /** Opens a target with a connection of its own. */
    public static Target target(ConnectionProfile profile) {
        Set<String> known = new TreeSet<>();
        for (TargetConnector connector : ServiceLoader.load(TargetConnector.class)) {
            if (connector.types().contains(profile.type())) {
                return connector.open(profile);
            }
            known.addAll(connector.types());
        }
        throw unknown("target", profile, known);
    }

    /** What opens folders or buckets of this type. */
    public static ObjectConnector objects(ConnectionProfile profile) {
        Set<String> known = new TreeSet<>();
        for (ObjectConnector connector : ServiceLoader.load(ObjectConnector.class)) {
            if (connector.types().contains(profile.type())) {
                return connector;
            }
            known.addAll(connector.types());
        }
        throw unknown("place of arrivals", profile, known);
    }

    /** A watch on a source; empty where its connector has nothing to watch. */
    public static Optional<Vitals> watchSource(ConnectionProfile profile, Canary canary) {
        return monitored(ServiceLoader.load(SourceConnector.class), SourceConnector::types, profile)
                .map(connector -> connector.watch(profile, canary));
    }

    /** A feeler for a source, which only reads; empty where its connector has nothing to watch. */
    public static Optional<Feeler> feelSource(ConnectionProfile profile, Duration limit) {
        return monitored(ServiceLoader.load(SourceConnector.class), SourceConnector::types, profile)
                .map(connector -> connector.feel(profile, limit));
    }

    /** A watch on a target; empty where its connector has nothing to watch. */
    public static Optional<Vitals> watchTarget(ConnectionProfile profile, Canary canary) {
        return monitored(ServiceLoader.load(TargetConnector.class), TargetConnector::types, profile)
                .map(connector -> connector.watch(profile, canary));
    }

    /** Of which moment a run's rows are; empty where the source's system leaves no choice. */
    public static Optional<Snapshot> snapshot(ConnectionProfile profile) {
        return snapshots(profile).flatMap(connector -> connector.snapshot(profile));
    }

    /** Keeps what the source shows just now, where its profile asks for that. */
    public static Optional<View> view(ConnectionProfile profile) {
        return snapshots(profile)
                .filter(connector -> connector.snapshot(profile).equals(Optional.of(Snapshot.RUN)))
                .map(connector -> connector.keep(profile));
    }

    /** Keeps what a system shows just now, whatever its profile asks for; empty where it cannot be kept. */
    public static Optional<View> moment(ConnectionProfile profile) {
        return snapshots(profile)
                .filter(connector -> connector.canKeep(profile))
                .map(connector -> connector.keep(profile));
    }

    private static Optional<Snapshots> snapshots(ConnectionProfile profile) {
        return ServiceLoader.load(SourceConnector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(connector -> connector.types().contains(profile.type()))
                .findFirst()
                .filter(Snapshots.class::isInstance)
                .map(Snapshots.class::cast);
    }

    private static <C> Optional<Monitored> monitored(
            ServiceLoader<C> connectors, Function<C, Set<String>> types, ConnectionProfile profile) {
        for (C connector : connectors) {
            if (types.apply(connector).contains(profile.type()) && connector instanceof Monitored monitored) {
                return Optional.of(monitored);
            }
        }
        return Optional.empty();
    }

    private static Fault unknown(String role, ConnectionProfile profile, Set<String> known) {
        return Fault.user(
                "CONNECTOR_UNKNOWN",
                "Cannot open the " + role + ": no connector is of type " + profile.type(),
                "Known types are " + String.join(", ", known) + ".");
    }
}
