package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan, and what would become of every row. Its text is the second half: the plan is shown before the rows are read. */
public record DryRunReport(PlanReport plan, DataCheckReport data) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object("command", "dry-run", "plan", plan.json(), "data", data.json());
    }

    @Override
    public void print(Screen screen) {
        data.print(screen);
    }
}
