package dev.whimbrel.engine.against;

import dev.whimbrel.control.proof.Changes;
import dev.whimbrel.control.proof.Fate;
import dev.whimbrel.control.proof.Fate.Kind;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a change of the mapping may go on its way: it does if no row differs that did not before, and if what it was to resolve is
 * resolved. What cannot be told stops it as well, under another name.
 *
 * @param resolves ids of the patterns that the change was to resolve
 */
public record Promotion(Changes changes, Set<String> resolves) {
    /** What speaks against it, the most pressing first. */
    public enum State {
        PASSED,
        /** Rows differ that matched before, or a pattern that was to be resolved is not. */
        STOPPED,
        /** Nothing is known to speak against it, and not all of it can be told. */
        UNCLEAR
    }

    public Promotion {
        resolves = Set.copyOf(resolves);
    }

    public State state() {
        if (changes.rows(Kind.NEWLY_BROKEN) > 0 || !notResolved().isEmpty()) {
            return State.STOPPED;
        }
        return changes.rows(Kind.NEWLY_UNCLEAR) > 0 || !unclear().isEmpty() ? State.UNCLEAR : State.PASSED;
    }

    /** Patterns that were to be resolved of which rows differ still, or are not there any more to match. */
    public Set<String> notResolved() {
        return named(Set.of(Kind.UNRESOLVED, Kind.LEFT_OUT));
    }

    /** Patterns that were to be resolved of which it is not known of all rows whether they are, or of none that it is. */
    public Set<String> unclear() {
        Set<String> unclear = named(Set.of(Kind.UNCLEAR));
        Set<String> resolved = named(Set.of(Kind.RESOLVED));
        resolves.stream().filter(id -> !resolved.contains(id)).forEach(unclear::add);
        unclear.removeAll(notResolved());
        return unclear;
    }

    private Set<String> named(Set<Kind> kinds) {
        Set<String> ids = new TreeSet<>();
        for (Fate fate : changes.fates()) {
            String id = changes.id(fate.pattern());
            if (kinds.contains(fate.kind()) && resolves.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }
}
