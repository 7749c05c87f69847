package dev.whimbrel.control.ledger;

import java.util.List;

/**
 * That a run repairs: it rewrites rows that a verification found to differ, and no others.
 *
 * @param verification that found them
 * @param reason why somebody ordered it
 * @param patterns ids of the only patterns whose rows it rewrites; empty means all that can be repaired
 */
public record Repair(long verification, String reason, List<String> patterns) {
    public Repair {
        reason = reason.strip();
        patterns = patterns.stream().sorted().distinct().toList();
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("A repair has a reason");
        }
    }

    /** Whether it was ordered in the same words, whichever verification it began with. */
    boolean isAsked(Repair other) {
        return reason.equals(other.reason) && patterns.equals(other.patterns);
    }
}
