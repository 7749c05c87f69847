package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import java.time.Instant;
import java.util.List;

/**
 * A pattern as one verification found it.
 *
 * @param id the same for the same pattern in all verifications of all projects: 12 hex digits
 * @param tenants in how many tenants it was found
 * @param rows in how many rows
 * @param others of these, rows of everybody ({@code *}) and of nobody known ({@code ?}), whose owners count as no tenants
 * @param waived of these, rows that somebody has accepted
 * @param before rows under this pattern in the verification before, of the same project and environment; -1 where there was none
 * @param first number of the verification that found it first
 * @param last number of the verification that found it last, up to now
 * @param examples a few rows, the simplest first
 */
public record PatternSummary(
        String id,
        Pattern pattern,
        long tenants,
        long rows,
        long others,
        long waived,
        long before,
        long first,
        Instant firstSeen,
        long last,
        Instant lastSeen,
        List<ShownFinding> examples) {
    public PatternSummary {
        examples = List.copyOf(examples);
    }
}
