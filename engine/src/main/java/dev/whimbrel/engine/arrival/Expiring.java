package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.control.arrival.ArrivalFile;
import dev.whimbrel.control.arrival.ArrivalRecords;
import dev.whimbrel.core.port.ObjectStore;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.project.ArrivalSettings;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes bytes that have expired, and what processes that were killed have left in the store. The bytes go first and the record says so in the
 * same transaction: it never says that bytes are gone that are there.
 */
public final class Expiring {
    /** So long may it take to write an object and to record it. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final Project project;
    private final Clock clock;

    Expiring(Project project, Clock clock) {
        this.project = project;
        this.clock = clock;
    }

    /**
     * What has expired.
     *
     * @param arrivals whose bytes are removed, or would be
     * @param elsewhere arrivals that have expired and are kept where the project file does not point to: they are left
     * @param strays objects of no arrival, older than a day, that are removed or would be
     * @param unfinished writes that were never finished and are removed; not looked for unless it is to be done
     */
    public record Expired(List<Arrival> arrivals, List<Arrival> elsewhere, long strays, long unfinished) {
        public Expired {
            arrivals = List.copyOf(arrivals);
            elsewhere = List.copyOf(elsewhere);
        }
    }

    Expired go(boolean execute) {
        ArrivalSettings settings = Arriving.settings(project);
        Instant now = clock.instant();
        try (ControlSession control = new ControlSession(project.target());
                ObjectStore store = Connectors.objects(settings.kept()).store(settings.kept())) {
            if (!control.with(ledger -> ledger.installation().upgraded())) {
                return new Expired(List.of(), List.of(), 0, 0);
            }
            List<Arrival> here = new ArrayList<>();
            List<Arrival> elsewhere = new ArrayList<>();
            for (Arrival arrival :
                    control.arrivals(project, records -> records.arrivals().expired(now))) {
                (arrival.keptAt().equals(store.location()) ? here : elsewhere).add(arrival);
            }
            List<String> strays =
                    control.arrivals(project, records -> records.objects().unused(store.location(), now.minus(GRACE)));
            if (!execute) {
                return new Expired(here, elsewhere, strays.size(), 0);
            }
            here.forEach(arrival -> control.arrivals(project, records -> remove(records, store, arrival, now)));
            long removed = strays.stream()
                    .filter(stray -> control.arrivals(project, records -> removeStray(records, store, stray, now)))
                    .count();
            return new Expired(here, elsewhere, removed, store.sweep(now.minus(GRACE)));
        }
    }

    private static boolean remove(ArrivalRecords records, ObjectStore store, Arrival arrival, Instant now) {
        List<String> objects = arrival.files().stream()
                .map(ArrivalFile::object)
                .distinct()
                .sorted()
                .toList();
        for (String object : objects) {
            records.objects().lock(store.location(), object);
            if (!records.objects().isUsedBeside(store.location(), object, arrival.id())) {
                store.delete(object);
                records.objects().forget(store.location(), object);
            }
        }
        records.arrivals().removed(arrival.id(), now);
        return true;
    }

    /** Whether it was still there and still nobody's: somebody may have made an arrival of it since it was looked for. */
    private static boolean removeStray(ArrivalRecords records, ObjectStore store, String stray, Instant now) {
        boolean unused = records.objects().lock(store.location(), stray)
                && records.objects().unused(store.location(), now.minus(GRACE)).contains(stray);
        if (unused) {
            store.delete(stray);
            records.objects().forget(store.location(), stray);
        }
        return unused;
    }
}
