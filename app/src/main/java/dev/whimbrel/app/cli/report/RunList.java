package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Run;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs, the newest first. */
public record RunList(List<Run> runs) implements Screen.Report {
    public RunList {
        runs = List.copyOf(runs);
    }

    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "runs", "runs", runs.stream().map(RunFacts::json).toList());
    }

    @Override
    public void print(Screen screen) {
        if (runs.isEmpty()) {
            screen.line("No run of this project and environment yet.");
            return;
        }
        TextTable table = new TextTable()
                .numbers("run")
                .words("state")
                .words("started")
                .words("took")
                .words("mapping")
                .words("tenants")
                .words("reason");
        for (Run run : runs) {
            table.row(
                    run.id(),
                    RunFacts.state(run),
                    Words.time(run.startedAt()),
                    RunFacts.took(run),
                    Words.hash(run.mappingHash()),
                    RunFacts.tenants(run.tenants()),
                    RunFacts.remark(run));
        }
        screen.table(table);
    }
}
