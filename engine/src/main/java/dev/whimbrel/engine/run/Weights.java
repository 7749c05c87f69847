package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Step;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How many rows each step has, by the source's estimates, and how many wait for it. The step with the most of both goes first, so
 * that a small table that much depends on does not come late, and a large one does not stay alone at the end.
 */
final class Weights {
    private final List<Step> steps;
    private final ToLongFunction<Step> rows;

    /** For the steps of a run in the order of their numbers; an unknown number of rows is negative. */
    Weights(List<Step> steps, ToLongFunction<Step> rows) {
        this.steps = steps;
        this.rows = step -> Math.max(0, rows.applyAsLong(step));
    }

    void note(Ledger ledger, long run) {
        for (Step step : steps) {
            ledger.cuts().weigh(run, step.number(), rows.applyAsLong(step), waiting(step));
        }
    }

    /** The rows of all steps that cannot begin before a step is done. */
    long waiting(Step step) {
        BitSet behind = new BitSet();
        behind.set(step.number());
        long sum = 0;
        for (Step later : steps.subList(step.number(), steps.size())) {
            if (later.dependsOn().stream().anyMatch(behind::get)) {
                behind.set(later.number());
                sum += rows.applyAsLong(later);
            }
        }
        return sum;
    }
}
