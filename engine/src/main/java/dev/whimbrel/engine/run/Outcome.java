package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Issues;
import dev.whimbrel.control.ledger.Run;
import java.time.Duration;
import java.util.List;

/**
 * How a run ended, or how it stands when this process left it.
 *
 * @param balances the row equation by flow and tenant; empty unless the run ended
 * @param stopped this process was asked to stop and did so after the chunk in hand
 */
public record Outcome(Run run, List<Balance> balances, List<Issues.Group> issues, boolean stopped, Duration time) {
    public Outcome {
        balances = List.copyOf(balances);
        issues = List.copyOf(issues);
    }

    public boolean isComplete() {
        return run.state() == Run.State.COMPLETE;
    }
}
