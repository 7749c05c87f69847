package dev.whimbrel.control.proof;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time that somebody asked to see a row in the clear.
 *
 * @param databaseUser as whom the target knew him
 */
public record Reveal(long id, Instant at, String databaseUser, Asked asked) {
    /** What became of one that was allowed; of all others it is the code of why they were refused. */
    public static final String SHOWN = "SHOWN";

    /**
     * What was asked for, without any value of the row.
     *
     * @param systemUser as whom the operating system knows him
     * @param role whose members may do this, as the project file says; null where it says nothing
     * @param flow null where there is none of the name that he gave
     * @param shownKey null where the flow masks its keys, and where nothing was shown
     * @param token stands for the row, as in findings; empty where the flow is unknown
     * @param columns that were shown
     * @param seconds for which they were to stand on the screen
     * @param toPipe into a file or another program, from which nothing can be taken back
     * @param outcome {@link #SHOWN} or a code
     */
    public record Asked(
            String systemUser,
            String project,
            String environment,
            @Nullable String role,
            @Nullable String flow,
            @Nullable String shownKey,
            String token,
            String reason,
            List<String> columns,
            int seconds,
            boolean toPipe,
            String outcome) {
        public Asked {
            columns = List.copyOf(columns);
        }
    }
}
