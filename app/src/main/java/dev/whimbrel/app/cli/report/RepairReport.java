package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.report.proof.RepairPlanReport;
import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a repair. A person has seen the plan before the run began.
 *
 * @param plan null where an interrupted repair was gone on with
 * @param run null where there was nothing to repair
 * @param after the verification after the run; null where the run did not complete
 */
public record RepairReport(
        @Nullable RepairPlanReport plan,
        @Nullable RunReport run,
        @Nullable ProofReport after) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "repair",
                "executed", true,
                "plan", plan == null ? null : plan.fields(),
                "run", run == null ? null : run.json(),
                "after", after == null ? null : after.json());
    }

    @Override
    public void print(Screen screen) {
        if (run != null) {
            run.print(screen);
        }
        if (after != null) {
            screen.blank();
            after.print(screen);
        }
    }
}
