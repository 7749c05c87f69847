package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.InboxFile;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.port.Inbox;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.project.ArrivalSettings.InboxSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One look at one inbox. */
final class InboxPass {
    private final Desk desk;
    private final InboxSettings settings;
    private final Inbox inbox;
    private final Taking taking;
    private final Set<TenantId> roster;
    private final Instant now;
    private final Intake.Found found;

    InboxPass(Desk desk, Inbox inbox, Taking taking, Set<TenantId> roster, Instant now, Intake.Found found) {
        this.desk = desk;
        this.settings = desk.settings();
        this.inbox = inbox;
        this.taking = taking;
        this.roster = Set.copyOf(roster);
        this.now = now;
        this.found = found;
    }

    void go() {
        Inbox.Listing listing;
        try {
            listing = inbox.list();
        } catch (Fault e) {
            // What is known of its files stays: nothing is known of them now.
            issue("", e);
            return;
        }
        Candidates candidates = Candidates.of(listing, settings, roster);
        Map<String, InboxFile> seen = desk.with((records, files) -> files.seen());
        note(candidates, seen);
        forget(listing, seen);
        candidates.refused().forEach(this::issue);
        candidates.all().forEach(candidate -> look(candidate, seen));
        desk.with(records -> {
            records.issues().closeOthers(settings.name(), now);
            return true;
        });
    }

    /** Writes down what is new or changed, before anything is taken: the next pass can tell whether it has settled though this one is killed. */
    private void note(Candidates candidates, Map<String, InboxFile> seen) {
        List<InboxFile> changed = new ArrayList<>();
        candidates.all().stream()
                .flatMap(candidate -> candidate.files().stream())
                .filter(file -> asSeen(file, seen).isEmpty())
                .forEach(file -> changed.add(new InboxFile(file.name(), file.stamp(), now, null)));
        desk.with((records, files) -> {
            files.note(changed);
            return true;
        });
    }

    private void forget(Inbox.Listing listing, Map<String, InboxFile> seen) {
        Set<String> gone = new HashSet<>(seen.keySet());
        listing.files().forEach(file -> gone.remove(file.name()));
        desk.with((records, files) -> {
            files.forget(gone);
            return true;
        });
    }

    /** What was seen of a file, where nothing of it has changed since. */
    private static Optional<InboxFile> asSeen(Inbox.Listed file, Map<String, InboxFile> seen) {
        return Optional.ofNullable(seen.get(file.name()))
                .filter(before -> before.stamp().equals(file.stamp()));
    }

    private void look(Candidate candidate, Map<String, InboxFile> seen) {
        boolean taken = candidate.files().stream()
                .allMatch(file -> asSeen(file, seen).flatMap(InboxFile::takenAs).isPresent());
        if (taken) {
            found.known();
            return;
        }
        switch (settings.complete()) {
            case SETTLED -> {
                if (!isSettled(candidate, seen)) {
                    found.waits(settings, candidate, Scan.Why.UNSETTLED);
                    return;
                }
            }
            case MARKER -> {
                if (!candidate.isMarked()) {
                    found.waits(settings, candidate, Scan.Why.UNMARKED);
                    return;
                }
            }
            case RENAME -> {
                // A name that is not final has not come this far.
            }
        }
        take(candidate);
    }

    /** Whether each file is as an earlier pass saw it, and long enough. */
    private boolean isSettled(Candidate candidate, Map<String, InboxFile> seen) {
        return candidate.files().stream().allMatch(file -> asSeen(file, seen)
                .filter(before -> !now.isBefore(before.since().plus(settings.settle())))
                .isPresent());
    }

    private void take(Candidate candidate) {
        try {
            Taking.Taken taken = taking.take(candidate);
            if (taken instanceof Taking.Taken.Anew anew) {
                found.taken(anew.arrival());
            } else if (taken instanceof Taking.Taken.Again again) {
                found.repeated(again.arrival());
            } else {
                found.waits(settings, candidate, Scan.Why.CHANGED);
            }
        } catch (Fault e) {
            // What is wrong with the store or the record is wrong for all files.
            if (e.kind() != Kind.SOURCE) {
                throw e;
            }
            if (e.code().equals("FILE_CHANGED")) {
                found.waits(settings, candidate, Scan.Why.CHANGED);
            } else {
                issue(candidate.name(), e);
            }
        }
    }

    private void issue(String name, Fault fault) {
        found.issue(settings, name, fault);
        desk.with(records -> {
            records.issues().found(settings.name(), name, fault.code(), now);
            return true;
        });
    }
}
