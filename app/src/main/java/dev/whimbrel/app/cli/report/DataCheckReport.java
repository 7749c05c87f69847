package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.engine.run.DataCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run would make of every row. */
public record DataCheckReport(DataCheck check) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        List<Map<String, @Nullable Object>> flows = new ArrayList<>();
        check.counts()
                .forEach((flow, tenants) -> tenants.forEach((tenant, counts) -> {
                    Map<String, @Nullable Object> row = Json.object("flow", flow, "tenant", tenant.text());
                    row.putAll(FlowSums.counts(counts));
                    flows.add(row);
                }));
        List<Map<String, @Nullable Object>> rejects = new ArrayList<>();
        check.rejects()
                .forEach((flow, codes) -> codes.forEach(
                        (code, rows) -> rejects.add(Json.object("flow", flow, "code", code, "issues", rows))));
        return Json.object(
                "rejected",
                check.rejected(),
                "flows",
                flows,
                "rejects",
                rejects,
                "tripping",
                check.tripping(),
                "samples",
                check.samples().stream()
                        .map(sample -> IssueRows.json(sample.flow(), sample.issue(), null))
                        .toList());
    }

    @Override
    public void print(Screen screen) {
        screen.heading("What a run would make of the rows; nothing was written");
        screen.table(flows());
        if (check.rejected() == 0) {
            screen.line(screen.good("Every row would land or is left behind by rule."));
            return;
        }
        screen.heading("Rows that would not land as they should");
        screen.table(rejects());
        screen.heading("Some of them, with masked values");
        screen.table(samples());
        screen.line(screen.careful(Words.count(check.rejected(), "issue") + " to be expected."));
        if (!check.tripping().isEmpty()) {
            screen.line(screen.careful("A run would be stopped by its breaker (settings.breaker) at "
                    + String.join(", ", check.tripping()) + "."));
        }
    }

    private TextTable flows() {
        TextTable table = new TextTable()
                .words("flow")
                .numbers("read")
                .numbers("would be written")
                .numbers("rewritten")
                .numbers("unchanged")
                .numbers("merged")
                .numbers("excluded")
                .numbers("quarantined");
        check.counts().forEach((flow, tenants) -> {
            Counts sum = tenants.values().stream().reduce(Counts.ZERO, Counts::plus);
            table.row(
                    flow,
                    sum.read(),
                    sum.written(),
                    sum.updated(),
                    sum.unchanged(),
                    sum.merged(),
                    sum.excluded(),
                    sum.quarantined());
        });
        return table;
    }

    private TextTable rejects() {
        TextTable table = new TextTable().words("flow").words("code").numbers("issues");
        check.rejects().forEach((flow, codes) -> codes.forEach((code, rows) -> table.row(flow, code, rows)));
        return table;
    }

    private TextTable samples() {
        TextTable table = new TextTable()
                .words("flow")
                .words("key")
                .words("tenant")
                .words("code")
                .words("columns")
                .words("what is wrong")
                .words("sample, masked");
        for (DataCheck.Sample sample : check.samples()) {
            Issue issue = sample.issue();
            table.row(
                    sample.flow(),
                    issue.shownKey(),
                    issue.tenant(),
                    issue.code(),
                    String.join(", ", issue.columns()),
                    issue.detail(),
                    issue.sample());
        }
        return table;
    }
}
