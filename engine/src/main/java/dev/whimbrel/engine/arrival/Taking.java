package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.control.arrival.ArrivalFile;
import dev.whimbrel.control.arrival.ArrivalRecords;
import dev.whimbrel.control.arrival.InboxFile;
import dev.whimbrel.core.port.Inbox;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.project.Project;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one arrival: reads it once for its hash and shape, once more to keep it, and records it when its bytes are durable. It may be killed at
 * any moment: what is in the store by then is found there by the next pass, and is not written again.
 */
final class Taking {
    private final Desk desk;
    private final Inbox inbox;
    private final Vault vault;
    private final Duration keep;
    private final Clock clock;

    Taking(Desk desk, Inbox inbox, Vault vault, Duration keep, Clock clock) {
        this.desk = desk;
        this.inbox = inbox;
        this.vault = vault;
        this.keep = keep;
        this.clock = clock;
    }

    /** What became of a candidate. */
    sealed interface Taken {
        /** It is a new arrival. */
        record Anew(Arrival arrival) implements Taken {}

        /** It is an arrival that is recorded already. */
        record Again(Arrival arrival) implements Taken {}

        /** It was written to while it was read, and is to be looked at again. */
        record Changed() implements Taken {}
    }

    Taken take(Candidate candidate) {
        List<Measured> files = candidate.files().stream()
                .map(file -> Measured.of(inbox, file, desk.settings().header()))
                .toList();
        if (!areAsListed(candidate)) {
            return new Taken.Changed();
        }
        String hash = Sum.ofArrival(files.stream().map(Measured::line).toList(), candidate.set());
        Optional<Arrival> known = desk.with((records, inboxFiles) -> {
            Optional<Arrival> found = find(records, candidate, hash);
            found.ifPresent(arrival -> inboxFiles.note(seen(candidate, arrival.id())));
            return found;
        });
        if (known.isPresent()) {
            return new Taken.Again(known.orElseThrow());
        }
        while (true) {
            if (!keep(candidate.tenant(), files) || !areAsListed(candidate)) {
                return new Taken.Changed();
            }
            Optional<Taken> recorded = record(candidate, files, hash);
            if (recorded.isPresent()) {
                return recorded.orElseThrow();
            }
        }
    }

    private static Optional<Arrival> find(ArrivalRecords records, Candidate candidate, String hash) {
        return records.arrivals().find(candidate.tenant(), Arrival.Kind.FILES, candidate.name(), hash);
    }

    /** Whether no file has changed since the inbox was listed: not even while it was read. */
    private boolean areAsListed(Candidate candidate) {
        return candidate.files().stream().allMatch(file -> inbox.again(file)
                .map(now -> now.stamp().equals(file.stamp()))
                .orElse(false));
    }

    /** Sees to it that the store has the bytes of all files; false where one was other bytes when it was read again. */
    private boolean keep(TenantId tenant, List<Measured> files) {
        for (Measured file : files) {
            String object = object(tenant, file);
            desk.with(records -> {
                records.objects().begin(vault.store().location(), object, clock.instant());
                return true;
            });
            if (!vault.holds(object, file.hash()) && !keep(object, file)) {
                return false;
            }
        }
        return true;
    }

    private boolean keep(String object, Measured file) {
        try (InputStream bytes = inbox.read(file.file())) {
            return vault.keep(object, file.hash(), bytes);
        } catch (IOException e) {
            throw Measured.unreadable(e);
        }
    }

    /** Empty where somebody has removed an object meanwhile. */
    private Optional<Taken> record(Candidate candidate, List<Measured> files, String hash) {
        Instant now = clock.instant();
        Arrival arrival = arrival(candidate, files, hash, now);
        return desk.with((records, inboxFiles) -> {
            for (String object : objects(arrival)) {
                if (!records.objects().lock(arrival.keptAt(), object)
                        || !vault.store().has(object)) {
                    return Optional.empty();
                }
            }
            Optional<Long> added = records.arrivals().add(arrival);
            Arrival recorded = added.flatMap(records.arrivals()::find)
                    .or(() -> find(records, candidate, hash))
                    .orElseThrow();
            inboxFiles.note(seen(candidate, recorded.id()));
            return Optional.of(added.isPresent() ? new Taken.Anew(recorded) : new Taken.Again(recorded));
        });
    }

    /** In one order, so that two processes do not wait for each other. */
    private static List<String> objects(Arrival arrival) {
        return arrival.files().stream()
                .map(ArrivalFile::object)
                .distinct()
                .sorted()
                .toList();
    }

    private List<InboxFile> seen(Candidate candidate, long arrival) {
        List<InboxFile> seen = new ArrayList<>();
        candidate.files().forEach(file -> seen.add(new InboxFile(file.name(), file.stamp(), clock.instant(), arrival)));
        return seen;
    }

    private Arrival arrival(Candidate candidate, List<Measured> files, String hash, Instant now) {
        return new Arrival(
                0,
                candidate.tenant(),
                Arrival.Kind.FILES,
                candidate.name(),
                hash,
                files.stream()
                        .map(file -> new ArrivalFile(
                                file.file().name(),
                                file.hash(),
                                file.file().size(),
                                file.file().modified(),
                                object(candidate.tenant(), file),
                                vault.key().primary(),
                                file.shape()))
                        .toList(),
                new Arrival.Origin(desk.settings().name(), inbox.location(), who(), now),
                vault.store().location(),
                now.plus(keep),
                null);
    }

    /** Each tenant has objects of his own, also where two send the same bytes: one's expiry must not touch the other's. */
    private String object(TenantId tenant, Measured file) {
        Project project = desk.project();
        String owner = Sum.of(project.name() + "\0" + project.environment() + "\0" + tenant.text());
        return owner.substring(0, 32) + "/" + file.hash();
    }

    private static String who() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "?";
        }
        return System.getProperty("user.name", "?") + "@" + host;
    }
}
