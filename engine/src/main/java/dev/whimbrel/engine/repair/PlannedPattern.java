package dev.whimbrel.engine.repair;

import dev.whimbrel.core.difference.Pattern;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What would become of the rows of a pattern.
 *
 * @param rewritten rows that stand in the target and would be written over
 * @param inserted rows that were deleted from the target and would be there again
 * @param left rows that would stay as they are, by reason
 * @param tenants how many rows of each tenant would be rewritten or inserted
 */
public record PlannedPattern(
        String id, Pattern pattern, long rewritten, long inserted, Map<Why, Long> left, Map<String, Long> tenants) {
    public PlannedPattern {
        Map<Why, Long> ordered = new EnumMap<>(Why.class);
        ordered.putAll(left);
        left = Collections.unmodifiableMap(ordered);
        tenants = Collections.unmodifiableMap(new TreeMap<>(tenants));
    }

    /** Rows that would be repaired. */
    public long repaired() {
        return rewritten + inserted;
    }

    /** Rows that would stay as they are. */
    public long leftRows() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same where all of it stays as it is. */
    PlannedPattern leftFor(Why why) {
        Map<Why, Long> all = new EnumMap<>(Why.class);
        all.putAll(left);
        all.merge(why, repaired(), Long::sum);
        return new PlannedPattern(id, pattern, 0, 0, all, Map.of());
    }
}
