package dev.whimbrel.engine.arrival;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Inbox;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.project.ArrivalSettings.Completeness;
import dev.whimbrel.engine.project.ArrivalSettings.InboxSettings;
import dev.whimbrel.engine.project.FilePattern.Match;
import dev.whimbrel.engine.project.FilePattern.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sorts what is in an inbox: what may be an arrival of whom, and what cannot. */
final class Candidates {
    private final List<Candidate> all;
    private final Map<String, Fault> refused;

    private Candidates(List<Candidate> all, Map<String, Fault> refused) {
        this.all = List.copyOf(all);
        this.refused = Map.copyOf(refused);
    }

    static Candidates of(Inbox.Listing listing, InboxSettings settings, Set<TenantId> roster) {
        Map<String, Fault> refused = new HashMap<>(listing.refused());
        Map<Match, List<Inbox.Listed>> groups = new HashMap<>();
        Map<String, Inbox.Listed> markers = new HashMap<>();
        for (Inbox.Listed file : listing.files()) {
            if (settings.partial().stream().anyMatch(file.name()::endsWith)) {
                continue;
            }
            if (settings.complete() == Completeness.MARKER && file.name().endsWith(settings.marker())) {
                markers.put(file.name(), file);
                continue;
            }
            Reading reading = settings.files().read(file.name());
            if (reading instanceof Reading.Clear clear) {
                if (roster.contains(new TenantId(clear.match().tenant()))) {
                    groups.computeIfAbsent(clear.match(), match -> new ArrayList<>())
                            .add(file);
                } else {
                    refused.put(file.name(), strange(file.name(), clear.match().tenant()));
                }
            } else {
                refused.put(file.name(), ownerless(file.name(), settings, reading));
            }
        }
        return new Candidates(grouped(groups, settings, markers), refused);
    }

    private static List<Candidate> grouped(
            Map<Match, List<Inbox.Listed>> groups, InboxSettings settings, Map<String, Inbox.Listed> markers) {
        Map<String, Candidate> sorted = new TreeMap<>();
        groups.forEach((match, files) -> {
            files.sort(Comparator.comparing(Inbox.Listed::name));
            sorted.put(
                    // Two tenants may share a name where the pattern has the tenant behind the set.
                    match.arrival() + "\0" + match.tenant(),
                    new Candidate(
                            new TenantId(match.tenant()),
                            match.arrival(),
                            settings.files().hasSets(),
                            files,
                            markers.get(match.arrival() + settings.marker())));
        });
        return List.copyOf(sorted.values());
    }

    private static Fault ownerless(String name, InboxSettings settings, Reading reading) {
        boolean two = reading instanceof Reading.Ambiguous;
        return Fault.source(
                two ? "FILE_OWNER_AMBIGUOUS" : "FILE_OWNER_UNKNOWN",
                "Cannot take " + name + " of inbox " + settings.name() + ": "
                        + (two
                                ? "its path can be read in several ways by " + settings.files()
                                : "its path does not fit " + settings.files()),
                two
                        ? "Make `files` clear, best with {tenant} as a whole part of the path."
                        : "Move it to where its tenant's files are, or mend `files`.",
                null);
    }

    private static Fault strange(String name, String tenant) {
        return Fault.source(
                "FILE_TENANT_STRANGE",
                "Cannot take " + name + ": the roster has no tenant " + tenant,
                "Mend the path, or wait until the roster has the tenant: the next pass looks again.",
                null);
    }

    /** In the order of their names. */
    List<Candidate> all() {
        return all;
    }

    /** What can never be an arrival as it is, by the names of the files. */
    Map<String, Fault> refused() {
        return refused;
    }
}
