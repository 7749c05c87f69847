package dev.whimbrel.engine.verify;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.Seen;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows rows that are merely behind: they stand just as Whimbrel wrote them last, under the very mapping that is verified, so that it is
 * the source that says something else now. The ledger remembers only a digest of what was written; where the row gives the same digest
 * still, the row itself is that earlier version.
 */
final class Witness {
    private final ComparedFlow flow;
    private final Written written;
    private final Knowledge knowledge;
    private final String mapping;
    private final Map<Integer, Boolean> same = new HashMap<>();

    /** @param mapping hash of the mapping that is verified */
    Witness(ComparedFlow flow, Knowledge knowledge, String mapping) {
        this.flow = flow;
        this.written = new Written(flow);
        this.knowledge = knowledge;
        this.mapping = mapping;
    }

    /** A row that stands as it was written. */
    private record Behind(
            @Nullable Object[] expected, @Nullable Object[] actual, Written.Standing standing) {}

    /**
     * The earlier version of those of these rows that are behind, in the order of the compared columns; what cannot be told of a column
     * stands in it as it is expected now.
     */
    Map<Seen, @Nullable Object[]> earlier(Collection<Seen> changed) {
        Map<Seen, @Nullable Object[]> earlier = new IdentityHashMap<>();
        Map<Seen, Behind> behind = written.canTell() ? behind(changed) : Map.of();
        Map<String, Map<String, Identity>> parents = parents(behind.values());
        behind.forEach((seen, row) -> earlier.put(seen, version(row, parents)));
        return earlier;
    }

    private Map<Seen, Behind> behind(Collection<Seen> changed) {
        Set<String> keys = changed.stream().map(seen -> seen.suspect().key()).collect(Collectors.toSet());
        Map<String, Identity> identities = keys.isEmpty() ? Map.of() : knowledge.identities(flow.name(), keys);
        Map<Seen, Behind> behind = new IdentityHashMap<>();
        for (Seen seen : changed) {
            Identity identity = identities.get(seen.suspect().key());
            ExpectedRow expected = seen.expected();
            ActualRow actual = seen.actual();
            if (identity == null || !isOfThisMapping(identity) || expected == null || actual == null) {
                continue;
            }
            @Nullable Object @Nullable [] wanted = expected.values();
            String text = actual.standing().get();
            Written.Standing standing = text.isEmpty() ? null : written.asWritten(text, identity);
            if (standing != null && wanted != null) {
                behind.put(seen, new Behind(wanted, actual.values(), standing));
            }
        }
        return behind;
    }

    private boolean isOfThisMapping(Identity identity) {
        return identity.outcome() == Identity.Outcome.WRITTEN
                && same.computeIfAbsent(
                        identity.mappingId(), id -> knowledge.mapping(id).equals(mapping));
    }

    /** By flow, what is known of the rows that references lead to. */
    private Map<String, Map<String, Identity>> parents(Collection<Behind> rows) {
        Map<String, Set<String>> asked = new HashMap<>();
        for (Behind row : rows) {
            for (int i = 0; i < flow.columns().size(); i++) {
                String parent = flow.columns().get(i).parent();
                if (parent != null && row.actual()[i] instanceof String key) {
                    asked.computeIfAbsent(parent, no -> new TreeSet<>()).add(key);
                }
            }
        }
        Map<String, Map<String, Identity>> known = new HashMap<>();
        asked.forEach((parent, keys) -> known.put(parent, knowledge.identities(parent, keys)));
        return known;
    }

    /**
     * A reference that holds the number that was written need not lead where it led, if the row at its other end was edited: only where
     * the ledger knows that row under that number is it as it was.
     */
    private @Nullable Object[] version(Behind row, Map<String, Map<String, Identity>> parents) {
        @Nullable Object[] version = row.actual().clone();
        List<String> held = row.standing().references();
        int reference = 0;
        for (int i = 0; i < version.length; i++) {
            String parent = flow.columns().get(i).parent();
            if (parent != null) {
                String number = held.get(reference++);
                Identity leads = row.actual()[i] instanceof String key
                        ? parents.getOrDefault(parent, Map.of()).get(key)
                        : null;
                boolean asBefore = leads != null && number.equals(leads.targetKey());
                version[i] = asBefore ? row.actual()[i] : row.expected()[i];
            }
        }
        return version;
    }
}
