package dev.whimbrel.engine.repair;

import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.List;

/**
 * What a repair would do.
 *
 * @param found by a verification that was made for it
 * @param patterns those of most rows to repair first
 */
public record RepairPlan(VerifyOutcome found, List<PlannedPattern> patterns) {
    public RepairPlan {
        patterns = List.copyOf(patterns);
    }

    /** Rows that would be repaired. */
    public long rows() {
        return patterns.stream().mapToLong(PlannedPattern::repaired).sum();
    }

    /** Flows and laws of which nothing is known, since they could not be compared. */
    public List<String> notCompared() {
        return found.results().stream()
                .filter(result -> result.verdict() == Verdict.INCOMPARABLE)
                .map(TableResult::flow)
                .distinct()
                .toList();
    }
}
