package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row through the verifications of its matter, by its token.
 *
 * @param flow in which it was found last, as are tenant and table
 * @param table as reports call it; empty where the part is no table
 * @param key as it was kept when it was found last: the row's key, or its shape; null where it may not be shown
 * @param days the verifications from the first in which it was found on, the oldest first
 * @param earlier how many older ones are not among {@code days}
 */
public record Followed(
        String token,
        String flow,
        String table,
        String tenant,
        @Nullable String key,
        List<Day> days,
        int earlier) {
    public Followed {
        days = List.copyOf(days);
    }

    /** The same without its key. */
    public Followed withoutKey() {
        return new Followed(token, flow, table, tenant, null, days, earlier);
    }

    /** What one verification says of the row. */
    public enum Outcome {
        /** It was found to differ, and that finding is kept. */
        DIFFERED,
        /** It was found to differ; only its pattern is known. */
        DIFFERED_NOT_KEPT,
        /** It was compared and was no row that differs: it matched, or stood on neither side. */
        NOT_DIFFERENT,
        /** Rows of its table and tenant differed of which nothing is kept; it may be one of them. */
        NOT_KEPT,
        /** What was found was deleted since. */
        DELETED,
        /** The verification did not look at its table, or not at its tenant. */
        NOT_VERIFIED,
        /** Its table could not be compared, or not all of its tenant's rows. */
        INCOMPARABLE,
        /** The row has no key of its own, so that no other verification knows it. */
        NOT_KNOWN_AGAIN
    }

    /**
     * One verification.
     *
     * @param verdict of the row's table and tenant; null where there is none
     * @param left rows of its table and tenant that differed and are not kept
     * @param sights how it differed: several where its key stood more than once
     */
    public record Day(
            Verification verification,
            Outcome outcome,
            @Nullable Verdict verdict,
            long left,
            List<Sight> sights) {
        public Day {
            sights = List.copyOf(sights);
        }
    }

    /**
     * How it differed.
     *
     * @param id of the pattern
     * @param tenant under which it was found
     */
    public record Sight(String id, Pattern pattern, String tenant, Status status) {}
}
