package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.control.arrival.ArrivalFile;
import dev.whimbrel.control.arrival.ArrivalRecords;
import dev.whimbrel.control.arrival.InboxIssue;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ObjectStore;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.project.ArrivalSettings;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The door to a project's arrivals. */
public final class Arriving {
    private final Project project;
    private final Clock clock;

    public Arriving(Project project, Clock clock) {
        this.project = project;
        this.clock = clock;
    }

    static ArrivalSettings settings(Project project) {
        return project.arrivals()
                .orElseThrow(() -> Fault.user(
                        "ARRIVALS_UNDECLARED",
                        "Cannot go on: the project file does not say where arrivals come from and where they are kept",
                        "Declare it under `arrivals:`; see the guide to the beta pathway."));
    }

    /** One pass over all inboxes. */
    public Scan scan() {
        return new Intake(project, clock).scan();
    }

    /**
     * What arrived, and what could not be taken.
     *
     * @param issues those that are open, of all tenants
     */
    public record Listed(List<Arrival> arrivals, List<InboxIssue> issues) {
        public Listed {
            arrivals = List.copyOf(arrivals);
            issues = List.copyOf(issues);
        }
    }

    /** All arrivals, or a tenant's, in the order in which they came. */
    public Listed list(@Nullable TenantId tenant) {
        return recorded(
                records -> new Listed(
                        records.arrivals().list(tenant), records.issues().open()),
                new Listed(List.of(), List.of()));
    }

    /** The arrival of this number. */
    public Arrival find(long id) {
        return recorded(records -> records.arrivals().find(id), Optional.<Arrival>empty())
                .orElseThrow(() -> Fault.user(
                        "ARRIVAL_UNKNOWN",
                        "Cannot find arrival " + id + ": this project and environment have none of this number",
                        "`whimbrel beta arrivals` lists them."));
    }

    /** Bytes that have expired: removed where it is to be done, else only told. */
    public Expiring.Expired expire(boolean execute) {
        return new Expiring(project, clock).go(execute);
    }

    /** What is done with the clear bytes of a file; they are proven as they are read, and to be all of them once this returns. */
    @FunctionalInterface
    public interface Reader {
        void read(ArrivalFile file, InputStream bytes) throws IOException;
    }

    /**
     * Hands out the clear bytes of an arrival's files in their order, within this process. Whatever became of the files since, they are the bytes
     * that were taken, or it is a fault: {@code ARRIVAL_REMOVED}, {@code ARRIVAL_BYTES_MISSING}, {@code ARRIVAL_KEY_OTHER} or
     * {@code ARRIVAL_NOT_PROVEN}.
     */
    public void read(long id, Reader reader) {
        Arrival arrival = find(id);
        if (arrival.isRemoved()) {
            throw Fault.user(
                    "ARRIVAL_REMOVED",
                    "Cannot read arrival " + id + ": its bytes have expired and are removed",
                    "Bring the same files again under another name if they are wanted once more.");
        }
        requireWhole(arrival);
        ArrivalSettings settings = settings(project);
        ArrivalKey key = ArrivalKey.of(settings.key());
        try (ObjectStore store = Connectors.objects(settings.kept()).store(settings.kept())) {
            Vault vault = new Vault(store, key);
            for (ArrivalFile file : arrival.files()) {
                read(arrival, file, vault, reader);
            }
        }
    }

    /** The record must name the very files that were taken: none more, none less, none under another name. */
    private static void requireWhole(Arrival arrival) {
        List<Sum.Line> lines = arrival.files().stream()
                .map(file -> new Sum.Line(file.name(), file.hash(), file.size()))
                .toList();
        boolean single = lines.size() == 1 && arrival.hash().equals(lines.get(0).hash());
        if (!single && !arrival.hash().equals(Sum.ofArrival(lines, true))) {
            throw Fault.target(
                    "ARRIVAL_NOT_PROVEN",
                    "Cannot read arrival " + arrival.id()
                            + ": its files as recorded are not those that its hash stands for",
                    "Look who may write to schema whimbrel; bring its tables back from a backup.",
                    null);
        }
    }

    private static void read(Arrival arrival, ArrivalFile file, Vault vault, Reader reader) {
        if (!vault.key().has(file.keyId())) {
            throw Fault.user(
                    "ARRIVAL_KEY_OTHER",
                    "Cannot read arrival " + arrival.id() + ": `arrivals.key` has not the key that it was kept with",
                    "Provide the set of keys that has it. Keys are added to a set, and not exchanged.");
        }
        try (ProvenInput bytes = vault.open(file.object(), file.hash())) {
            reader.read(file, bytes);
            bytes.drain();
        } catch (IOException e) {
            throw Fault.target(
                    "ARRIVAL_NOT_READ",
                    "Cannot go on reading arrival " + arrival.id() + ": what reads it failed",
                    "Look at what the bytes are handed to, then try again.",
                    e);
        }
    }

    private <T> T recorded(Function<ArrivalRecords, T> work, T none) {
        try (ControlSession control = new ControlSession(project.target())) {
            return control.with(ledger -> ledger.installation().upgraded()) ? control.arrivals(project, work) : none;
        }
    }
}
