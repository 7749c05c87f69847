package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Issues;
import dev.whimbrel.core.value.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open issues, counted by flow, code, columns and tenant. */
public record IssueGroups(List<Issues.Group> groups) implements Screen.Report {
    public IssueGroups {
        groups = List.copyOf(groups);
    }

    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object("command", "issues", "open", rows(), "groups", objects());
    }

    long rows() {
        return groups.stream().mapToLong(Issues.Group::rows).sum();
    }

    List<Map<String, @Nullable Object>> objects() {
        return groups.stream()
                .map(group -> Json.object(
                        "flow", group.flow(),
                        "code", group.code(),
                        "columns", group.columns(),
                        "tenant", group.tenant(),
                        "rows", group.rows()))
                .toList();
    }

    /** Only those of these tenants' rows and of rows that tenants share; an empty list means all. */
    IssueGroups of(List<String> tenants) {
        return new IssueGroups(groups.stream()
                .filter(group -> tenants.isEmpty()
                        || tenants.contains(group.tenant())
                        || group.tenant().equals(TenantId.SHARED.text())
                        || group.tenant().equals(TenantId.UNKNOWN.text()))
                .toList());
    }

    /** By flow, code and columns, all tenants together. */
    TextTable sums() {
        Map<List<String>, Long> sums = new LinkedHashMap<>();
        groups.forEach(group -> sums.merge(
                List.of(group.flow(), group.code(), String.join(", ", group.columns())), group.rows(), Long::sum));
        TextTable table =
                new TextTable().words("flow").words("code").words("columns").numbers("issues");
        sums.forEach((group, rows) -> table.row(group.get(0), group.get(1), group.get(2), rows));
        return table;
    }

    TextTable table() {
        TextTable table = new TextTable()
                .words("flow")
                .words("code")
                .words("columns")
                .words("tenant")
                .numbers("issues");
        groups.forEach(group -> table.row(
                group.flow(), group.code(), String.join(", ", group.columns()), group.tenant(), group.rows()));
        return table;
    }

    @Override
    public void print(Screen screen) {
        if (groups.isEmpty()) {
            screen.line("No open issues.");
            return;
        }
        screen.line(Words.count(rows(), "open issue") + ".");
        screen.table(table());
        screen.line("Row by row: whimbrel issues --list [--flow NAME] [--code CODE] [--tenant KEY]");
    }
}
