package dev.whimbrel.control.ledger;

import java.time.Duration;
import java.util.List;

/**
 * What a process allows itself, and why.
 *
 * @param workers chunks at once
 * @param rowsPerSecond infinite where nothing limits it
 * @param reason a sentence, the same for a person and a log
 * @param vitals the last look at each signal
 */
public record Pacing(int workers, double rowsPerSecond, Because because, String reason, List<Vital> vitals) {
    public Pacing {
        vitals = List.copyOf(vitals);
    }

    /** What holds a process, from nothing at all to a closed door. */
    public enum Because {
        /** Nothing does. */
        FREE,
        /** A signal did so shortly before, and the allowance grows again. */
        RECOVERING,
        /** A signal is above its limit. */
        STRAINED,
        /** A signal cannot be read, which is no reason to hurry. */
        UNREADABLE,
        /** A quota, ordered by a person or set in the project file. */
        THROTTLED,
        /** A person said so. */
        PAUSED,
        /** It is outside the time windows. */
        CLOSED;

        /** Whether no new chunk is taken at all. */
        public boolean stops() {
            return this == PAUSED || this == CLOSED;
        }
    }

    /** How a signal stands. */
    public enum State {
        HEALTHY,
        STRAINED,
        UNREADABLE
    }

    /**
     * One signal of one side.
     *
     * @param side {@code source} or {@code target}
     * @param reading not a number where it could not be read
     * @param limit infinite where there is none
     */
    public record Vital(String side, String signal, State state, double reading, double limit) {}

    /** What a process told last, and how long ago that is by the clock of the target. */
    public record Told(int worker, String host, long pid, Duration age, Pacing pacing) {}
}
