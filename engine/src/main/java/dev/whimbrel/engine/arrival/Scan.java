package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import java.util.List;

/**
 * What one pass over the inboxes has found.
 *
 * @param taken arrivals that were recorded
 * @param repeated files and sets that were recorded before under the same name with the same bytes, and came anew
 * @param waiting what is not whole yet
 * @param issues what could not be taken
 * @param known files and sets that are still there as they were when they were taken
 */
public record Scan(List<Arrival> taken, List<Arrival> repeated, List<Waiting> waiting, List<Issue> issues, long known) {
    public Scan {
        taken = List.copyOf(taken);
        repeated = List.copyOf(repeated);
        waiting = List.copyOf(waiting);
        issues = List.copyOf(issues);
    }

    /** Something that is not whole yet, and what it waits for. */
    public record Waiting(String inbox, TenantId tenant, String name, Why why) {}

    /** What is waited for. */
    public enum Why {
        /** That nothing of it changes for a while. */
        UNSETTLED,
        /** The file that says that it is whole. */
        UNMARKED,
        /** It was written to while it was read. */
        CHANGED
    }

    /**
     * Something that could not be taken.
     *
     * @param name of the file; empty where it is the inbox itself
     */
    public record Issue(String inbox, String name, Fault fault) {}
}
