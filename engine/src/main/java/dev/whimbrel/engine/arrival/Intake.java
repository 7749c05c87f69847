package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Inbox;
import dev.whimbrel.core.port.ObjectConnector;
import dev.whimbrel.core.port.ObjectStore;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.project.ArrivalSettings;
import dev.whimbrel.engine.project.ArrivalSettings.InboxSettings;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.Roster;
import dev.whimbrel.engine.run.ControlSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes inputs of production out of the inboxes. It has no threads of its own: whoever wants it done again calls it again. Several processes
 * may do so at once.
 */
public final class Intake {
    private final Project project;
    private final Clock clock;
    private final Function<ConnectionProfile, ObjectConnector> connectors;

    public Intake(Project project, Clock clock) {
        this(project, clock, Connectors::objects);
    }

    /** @param connectors what stores and inboxes are opened with */
    Intake(Project project, Clock clock, Function<ConnectionProfile, ObjectConnector> connectors) {
        this.project = project;
        this.clock = clock;
        this.connectors = connectors;
    }

    /** One pass over all inboxes. What concerns a file or an inbox is an issue; what concerns the store, the key or the record is a fault. */
    public Scan scan() {
        ArrivalSettings settings = Arriving.settings(project);
        ArrivalKey key = ArrivalKey.of(settings.key());
        Set<TenantId> roster = roster();
        Found found = new Found();
        try (ControlSession control = new ControlSession(project.target());
                ObjectStore store = connectors.apply(settings.kept()).store(settings.kept())) {
            control.with(ledger -> {
                ledger.installation().install();
                return true;
            });
            control.arrivals(project, records -> {
                records.issues()
                        .closeUnwatched(
                                settings.inboxes().stream()
                                        .map(InboxSettings::name)
                                        .toList(),
                                clock.instant());
                return true;
            });
            Vault vault = new Vault(store, key);
            for (InboxSettings inbox : settings.inboxes()) {
                Desk desk = new Desk(project, control, inbox);
                try (Inbox opened = connectors.apply(inbox.at()).inbox(inbox.at())) {
                    Taking taking = new Taking(desk, opened, vault, settings.keep(), clock);
                    new InboxPass(desk, opened, taking, roster, clock.instant(), found).go();
                }
            }
        }
        return found.scan();
    }

    /** The tenants, as the roster has them now: a file of somebody who is not there is nobody's. */
    private Set<TenantId> roster() {
        if (project.roster() instanceof Roster.FromTable from) {
            try (Source source = Connectors.source(project.source())) {
                return source.distinct(from.table(), from.column()).stream()
                        .filter(text -> !text.isEmpty())
                        .map(TenantId::new)
                        .collect(Collectors.toUnmodifiableSet());
            }
        }
        return Set.copyOf(((Roster.Listed) project.roster()).tenants());
    }

    /** What a pass finds, while it does. */
    static final class Found {
        private final List<Arrival> taken = new ArrayList<>();
        private final List<Arrival> repeated = new ArrayList<>();
        private final List<Scan.Waiting> waiting = new ArrayList<>();
        private final List<Scan.Issue> issues = new ArrayList<>();
        private long known;

        void taken(Arrival arrival) {
            taken.add(arrival);
        }

        void repeated(Arrival arrival) {
            repeated.add(arrival);
        }

        void waits(InboxSettings inbox, Candidate candidate, Scan.Why why) {
            waiting.add(new Scan.Waiting(inbox.name(), candidate.tenant(), candidate.name(), why));
        }

        void issue(InboxSettings inbox, String name, Fault fault) {
            issues.add(new Scan.Issue(inbox.name(), name, fault));
        }

        void known() {
            known++;
        }

        Scan scan() {
            return new Scan(taken, repeated, waiting, issues, known);
        }
    }
}
