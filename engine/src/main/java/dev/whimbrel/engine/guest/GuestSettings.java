package dev.whimbrel.engine.guest;

import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.TimeLimit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the project file says of a run's behaviour as a guest.
 *
 * @param watch whether signals are looked at; the manual brake and the windows hold in any case
 * @param slowest rows per second that a run keeps when a signal is strained or cannot be read, all processes together
 * @param fastest rows per second at most, all processes together; infinite where nothing is said
 * @param fewest workers that a process keeps when it is slowed
 * @param timeout after which a signal counts as unreadable
 */
public record GuestSettings(
        boolean watch,
        double slowest,
        double fastest,
        int fewest,
        Duration timeout,
        Watch source,
        Watch target,
        Windows windows) {
    public static final GuestSettings DEFAULT = new GuestSettings(
            true,
            500,
            Double.POSITIVE_INFINITY,
            1,
            TimeLimit.CANARY.limit(),
            Watch.DEFAULT,
            Watch.DEFAULT,
            Windows.ALWAYS);

    public GuestSettings {
        if (!(slowest >= 1) || !(fastest >= slowest) || fewest < 1) {
            throw new IllegalArgumentException("Bounds are from 1 on, the lower below the upper");
        }
    }

    /**
     * What to look at on one side.
     *
     * @param canary the query to time; null for the connector's own
     * @param limits by signal, in its unit; infinite for a signal that is not to be looked at. The canary's, where absent, is
     *     taken from what it takes on a quiet server.
     */
    public record Watch(@Nullable String canary, Map<Signal, Double> limits) {
        private static final Map<Signal, Double> USUAL = Map.of(
                Signal.ACTIVE, 50.0,
                Signal.CONNECTIONS, 85.0,
                Signal.WAITS, 8.0,
                Signal.BLOCKED, 0.0,
                Signal.LAG, 10.0,
                Signal.BACKLOG, 256.0);

        public static final Watch DEFAULT = new Watch(null, Map.of());

        public Watch {
            EnumMap<Signal, Double> all = new EnumMap<>(Signal.class);
            all.putAll(USUAL);
            all.putAll(limits);
            limits = Map.copyOf(all);
        }

        boolean ignores(Signal signal) {
            return Double.isInfinite(limits.getOrDefault(signal, 0.0));
        }
    }
}
