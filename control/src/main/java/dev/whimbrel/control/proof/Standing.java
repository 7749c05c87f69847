package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Verdict;
import java.time.Instant;
import java.util.Map;

/**
 * How the tenants stood at the end of one verification, for the curve over the days.
 *
 * @param tenants how many tenants have each verdict, all tables together
 */
public record Standing(long verification, Instant finishedAt, Map<Verdict, Long> tenants) {
    public Standing {
        tenants = Map.copyOf(tenants);
    }
}
