package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.engine.run.Trace;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a row went or came from, in sentences.
 *
 * @param companions for the target row of a merged source row, all source rows that stand for it
 */
public record TraceReport(String table, String key, Trace trace, Map<Trace.Entry, List<String>> companions)
        implements Screen.Report {
    public TraceReport {
        companions = Map.copyOf(companions);
    }

    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command",
                "trace",
                "table",
                table,
                "key",
                key,
                "entries",
                trace.entries().stream().map(this::json).toList());
    }

    private Map<String, @Nullable Object> json(Trace.Entry entry) {
        Identity identity = entry.identity();
        return Json.object(
                "direction", entry.forward() ? "old-to-new" : "new-to-old",
                "flow", entry.flow(),
                "sourceTable", entry.sourceTable(),
                "sourceKey", identity.sourceKey(),
                "targetTable", entry.targetTable(),
                "targetKey", identity.targetKey(),
                "tenant", identity.tenant(),
                "outcome", identity.outcome().name(),
                "survivorKey", identity.survivorKey(),
                "rule", identity.rule(),
                "run", identity.runId(),
                "mappingHash", entry.mappingHash(),
                "sourceKeysOfTarget", companions.getOrDefault(entry, List.of()),
                "issues",
                        entry.issues().stream()
                                .map(issue -> IssueRows.json(entry.flow(), issue, null))
                                .toList(),
                "sentence", sentence(entry));
    }

    @Override
    public void print(Screen screen) {
        if (trace.entries().isEmpty()) {
            screen.line("Nothing is recorded of " + Words.visible(table + " " + key)
                    + ": no run has read such a row, or its tenant has not been moved yet.");
            return;
        }
        for (Trace.Entry entry : trace.entries()) {
            screen.line(Words.visible(sentence(entry)));
            companions(screen, entry);
            entry.issues().forEach(issue -> screen.line("  " + Words.visible(issue(issue))));
        }
    }

    private void companions(Screen screen, Trace.Entry entry) {
        List<String> keys = companions.getOrDefault(entry, List.of());
        if (keys.size() > 1) {
            screen.line("  that row stands for " + Words.count(keys.size(), "source row") + ": "
                    + keys.stream().limit(20).map(Words::visible).collect(Collectors.joining(", "))
                    + (keys.size() > 20 ? ", …" : ""));
        }
    }

    private static String sentence(Trace.Entry entry) {
        Identity identity = entry.identity();
        String source = entry.sourceTable() + " " + identity.sourceKey();
        String target = identity.targetKey() == null ? "" : entry.targetTable() + " " + identity.targetKey();
        String hash = entry.mappingHash();
        String mark = " (" + identity.outcome() + ", flow " + entry.flow() + ", " + FlowSums.owner(identity.tenant())
                + ", run " + identity.runId() + ", mapping " + (hash == null ? "unknown" : Words.hash(hash)) + ")";
        return switch (identity.outcome()) {
            case WRITTEN -> source + " → " + target + mark;
            case MERGED -> source + " was merged into " + target + mark;
            case EXCLUDED -> source + " was left behind: " + excluded(entry, identity, target) + mark;
            case QUARANTINED ->
                source + " is in quarantine" + (identity.rule() == null ? "" : " for " + identity.rule())
                        + (target.isEmpty() ? "" : "; an earlier form of it stays as " + target) + mark;
        };
    }

    private static String excluded(Trace.Entry entry, Identity identity, String target) {
        if (identity.survivorKey() != null) {
            return "it is a duplicate of " + entry.sourceTable() + " " + identity.survivorKey()
                    + (target.isEmpty() ? "" : ", which is " + target);
        }
        return identity.rule() == null ? "by a rule of the flow" : identity.rule();
    }

    private static String issue(Issue issue) {
        String columns = issue.columns().isEmpty() ? "" : " in " + String.join(", ", issue.columns());
        String detail = issue.detail().isEmpty() ? "" : ": " + issue.detail();
        return "issue " + issue.code() + columns + detail
                + (issue.sample().isEmpty() ? "" : " [" + issue.sample() + "]");
    }
}
