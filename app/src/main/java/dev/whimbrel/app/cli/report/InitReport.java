package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a draft was written and out of what. */
public record InitReport(Path file, int sourceTables, int targetTables, boolean profiled) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "init",
                "file", file.toString(),
                "sourceTables", sourceTables,
                "targetTables", targetTables,
                "profiled", profiled);
    }

    @Override
    public void print(Screen screen) {
        screen.line(screen.good("Wrote " + file) + " from " + Words.count(sourceTables, "source table") + " and "
                + Words.count(targetTables, "target table") + (profiled ? "." : ", without reading rows."));
        screen.line("Next: choose the tenants in it, decide what is listed as undecided, then `whimbrel check`.");
    }
}
