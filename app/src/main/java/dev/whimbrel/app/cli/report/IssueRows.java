package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.control.ledger.Issues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open issues one by one, with masked samples. */
public record IssueRows(List<Issues.Open> rows, int limit) implements Screen.Report {
    public IssueRows {
        rows = List.copyOf(rows);
    }

    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command",
                "issues",
                "limit",
                limit,
                "issues",
                rows.stream()
                        .map(open -> json(open.flow(), open.issue(), open.firstRun()))
                        .toList());
    }

    static Map<String, @Nullable Object> json(String flow, Issue issue, @Nullable Long firstRun) {
        return Json.object(
                "flow", flow,
                "code", issue.code(),
                "columns", issue.columns(),
                "tenant", issue.tenant(),
                "key", issue.shownKey(),
                "detail", issue.detail(),
                "sample", issue.sample(),
                "firstRun", firstRun);
    }

    @Override
    public void print(Screen screen) {
        if (rows.isEmpty()) {
            screen.line("No open issues.");
            return;
        }
        TextTable table = new TextTable()
                .words("flow")
                .words("key")
                .words("tenant")
                .words("code")
                .words("columns")
                .words("what is wrong")
                .words("sample, masked")
                .numbers("since run");
        for (Issues.Open open : rows) {
            Issue issue = open.issue();
            table.row(
                    open.flow(),
                    issue.shownKey(),
                    issue.tenant(),
                    issue.code(),
                    String.join(", ", issue.columns()),
                    issue.detail(),
                    issue.sample(),
                    open.firstRun());
        }
        screen.table(table);
        if (rows.size() >= limit) {
            screen.line("The first " + Words.count(limit) + "; there may be more (--limit).");
        }
    }
}
