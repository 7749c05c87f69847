package dev.whimbrel.core.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The query whose time tells how a system fares.
 *
 * @param sql a cheap query of the users' own kind; null for the connector's own
 * @param limit after which it, or any other question to the system, counts as unanswered
 */
public record Canary(@Nullable String sql, Duration limit) {
    public Canary {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A canary's limit is above zero");
        }
    }
}
