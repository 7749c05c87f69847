package dev.whimbrel.control.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person has ordered for all runs of a project in an environment.
 *
 * @param quota how fast they may be at most, all processes together; null where nobody said so
 * @param pause null unless they are to take no new chunk
 */
public record Brake(@Nullable Quota quota, @Nullable Pause pause) {
    /** Nothing is ordered. */
    public static final Brake NONE = new Brake(null, null);

    /** How much at most, with null for what is not limited; who said so, and when. */
    public record Quota(
            @Nullable Long rowsPerSecond, @Nullable Integer workers, String by, Instant at) {
        public Quota {
            if (rowsPerSecond == null && workers == null
                    || rowsPerSecond != null && rowsPerSecond < 1
                    || workers != null && workers < 1) {
                throw new IllegalArgumentException("A quota is of rows per second, of workers or of both, from 1 on");
            }
        }
    }

    /** Who said so, when and why. */
    public record Pause(String by, Instant at, @Nullable String reason) {}

    public Optional<Quota> limit() {
        return Optional.ofNullable(quota);
    }

    public Optional<Pause> stop() {
        return Optional.ofNullable(pause);
    }
}
