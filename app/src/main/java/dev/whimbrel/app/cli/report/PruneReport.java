package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which findings are deleted, or would be. */
public record PruneReport(Map<Long, Long> findings, boolean executed) implements Screen.Report {
    public PruneReport {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    }

    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command",
                "prune",
                "executed",
                executed,
                "verifications",
                findings.entrySet().stream()
                        .map(entry -> Json.object("id", entry.getKey(), "findings", entry.getValue()))
                        .toList());
    }

    @Override
    public void print(Screen screen) {
        if (findings.isEmpty()) {
            screen.line("No verification is that old.");
            return;
        }
        findings.forEach((id, count) -> screen.line("  verification " + id + ": " + Words.count(count, "finding")));
        long all = findings.values().stream().mapToLong(Long::longValue).sum();
        screen.line(
                executed
                        ? Words.count(all, "finding") + " deleted; verdicts and counts stay."
                        : Words.count(all, "finding") + " would be deleted. `whimbrel prune --execute` does it.");
    }
}
