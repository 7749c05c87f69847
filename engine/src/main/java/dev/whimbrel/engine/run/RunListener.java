package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Pacing;
import dev.whimbrel.control.ledger.Run;
import java.time.Duration;

/** Hears how a run goes on; called from several threads, and must not take long. */
public interface RunListener {
    /** Nobody listens. */
    RunListener NONE = new RunListener() {};

    /** The run was started, or an unfinished one was found and goes on. */
    default void opened(Run run, boolean resumed) {}

    /** An unfinished run is replaced by this one, which has another mapping or other tenants. */
    default void abandoned(Run run) {}

    /** Some or all of a step's chunks were cut; {@code rows} is an estimate of the rows in them, -1 unknown. */
    default void planned(String flow, String step, int chunks, long rows) {}

    /** A chunk was committed. */
    default void chunk(String flow, String step, Counts counts) {}

    /** How long the chunk told of last by this thread took, from its lease to its commit, waits included. */
    default void took(String flow, String step, Duration time) {}

    /** A rough size, as in memory, of the source rows of the chunk told of last by this thread. */
    default void weighed(String flow, String step, long bytes) {}

    /** What this process allows itself and why; about twice a second. */
    default void paced(Pacing pacing) {}

    /** A failure that may pass was met, and the chunk is tried again. */
    default void retried(String code, String message) {}
}
