package dev.whimbrel.engine.copy;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Stops a chunk in which so many rows fail that the cause is no row but the mapping, a lookup or a table: quarantining them all
 * would only bury it.
 *
 * @param share of the chunk's rows that may be quarantined, 0 to 1
 * @param rows below so many quarantined rows it never trips
 */
public record Breaker(double share, long rows) {
    /** Throws {@code BREAKER_TRIPPED} when the chunk so far is beyond the bounds. */
    void check(FlowWork flow, Tally tally) {
        long bad = tally.quarantinedRows();
        if (bad < rows) {
            return;
        }
        // Groups are read in one step and decided in another.
        long read = Math.max(tally.total().read(), tally.total().decided());
        if (bad > share * read) {
            String codes = tally.codes().entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(3)
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", "));
            throw new Fault(
                    Kind.USER,
                    "BREAKER_TRIPPED",
                    "Cannot go on with flow " + flow.name() + ": " + bad + " of the first " + read
                            + " rows of a chunk failed (" + codes + ")",
                    "Nothing of this chunk was written. Run `whimbrel check --data` to see all that would fail, mend the"
                            + " mapping or the data, or raise settings.breaker; then start the run again.");
        }
    }
}
