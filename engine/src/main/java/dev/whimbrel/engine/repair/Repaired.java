package dev.whimbrel.engine.repair;

import dev.whimbrel.engine.run.Outcome;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a repair.
 *
 * @param plan what it found to repair; null where it went on with a run that had its rows already
 * @param run null where there was nothing to repair
 * @param after the verification after the run, held against the one before; null where the run did not complete
 * @param patterns ids of the patterns whose rows the run went over
 */
public record Repaired(
        @Nullable RepairPlan plan,
        @Nullable Outcome run,
        @Nullable VerifyOutcome after,
        Set<String> patterns) {
    public Repaired {
        patterns = Set.copyOf(patterns);
    }

    static Repaired nothing(RepairPlan plan) {
        return new Repaired(plan, null, null, Set.of());
    }
}
