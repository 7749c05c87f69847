package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.engine.evidence.EvidenceFile;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was written where. */
public record EvidenceReport(EvidenceFile.Written written) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "evidence",
                "verification", written.verification(),
                "file", written.file().toString(),
                "format", written.format().name().toLowerCase(Locale.ROOT),
                "lines", written.lines(),
                "rowsFound", written.found(),
                "rowsKept", written.kept());
    }

    @Override
    public void print(Screen screen) {
        screen.line("Verification " + written.verification() + ": " + Words.count(written.lines(), "line") + " of "
                + Words.count(written.kept(), "row") + " written to " + written.file() + ".");
        if (written.kept() < written.found()) {
            screen.line(
                    "  " + Words.count(written.found() - written.kept(), "row")
                            + " more were counted and not kept: of each pattern, tenant and status as many are as `keep_rows` says, until they are pruned.");
        }
    }
}
