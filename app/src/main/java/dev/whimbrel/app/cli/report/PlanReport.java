package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.port.Snapshot;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.plan.Plan;
import dev.whimbrel.engine.plan.PlannedFlow;
import dev.whimbrel.engine.shelf.TableShelf;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run would do, in full or as a summary ahead of a run. */
public record PlanReport(Plan plan) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "plan",
                "project", plan.project(),
                "environment", plan.environment(),
                "mappingHash", plan.mappingHash(),
                "runnable", plan.isRunnable(),
                "snapshot", plan.snapshot() == null ? null : plan.snapshot().word(),
                "tenants", tenants(),
                "rows", rows(),
                "flows", plan.flows().stream().map(PlanReport::json).toList(),
                "indexes", shelfRows(),
                "accounting", new AccountingView(plan.accounting()).json(),
                "problems", new ProblemList(plan.problems()).rows());
    }

    private static Map<String, @Nullable Object> json(PlannedFlow flow) {
        OwnerCounts owners = flow.owners();
        return Json.object(
                "flow", flow.name(),
                "source", flow.source(),
                "target", flow.target(),
                "key", flow.key(),
                "ownership", flow.ownership(),
                "steps", flow.steps(),
                "rows", flow.rows(),
                "owners",
                        owners == null
                                ? null
                                : Json.object("one", owners.one(), "several", owners.several(), "none", owners.none()),
                "checksLeftToTarget", flow.unevaluated());
    }

    private List<String> tenants() {
        return plan.tenants().stream().map(TenantId::text).toList();
    }

    private long rows() {
        return plan.flows().stream().mapToLong(PlannedFlow::rows).sum();
    }

    @Override
    public void print(Screen screen) {
        summary(screen);
        snapshot(screen);
        screen.heading("Whose rows they are");
        screen.table(ownership());
        checks(screen);
        shelf(screen);
        new AccountingView(plan.accounting()).print(screen);
        ProblemList problems = new ProblemList(plan.problems());
        if (!plan.problems().isEmpty()) {
            screen.heading("Found on the way: " + problems.summary());
            problems.print(screen.progress(), screen);
        }
        screen.blank();
        screen.line(verdict(screen, problems));
    }

    private String verdict(Screen screen, ProblemList problems) {
        if (plan.isRunnable()) {
            return screen.good("This can run. Nothing has been written.");
        }
        return problems.count(Problem.Severity.ERROR) > 0
                ? screen.bad("This cannot run: " + problems.summary() + ".")
                : screen.careful(
                        "This cannot run yet: " + problems.summary() + ". Decide each, then run `whimbrel check`.");
    }

    /** What will be made: tenants, flows, rows. */
    public void summary(Screen screen) {
        screen.line(screen.bold(plan.project()) + " (" + plan.environment() + "), mapping "
                + Words.hash(plan.mappingHash()) + ": " + Words.count(rows(), "row") + " in "
                + Words.count(plan.flows().size(), "flow") + " for "
                + Words.count(plan.tenants().size(), "tenant") + " ("
                + RunFacts.tenants(tenants()) + ")");
        TextTable table = new TextTable()
                .words("flow")
                .words("from")
                .words("to")
                .words("key")
                .words("steps")
                .numbers("rows");
        for (PlannedFlow flow : plan.flows()) {
            table.row(
                    flow.name(),
                    flow.source(),
                    "→ " + flow.target(),
                    String.join(", ", flow.key()),
                    String.join(", ", flow.steps()).toLowerCase(Locale.ROOT),
                    flow.rows());
        }
        screen.table(table);
    }

    private void snapshot(Screen screen) {
        Snapshot snapshot = plan.snapshot();
        if (snapshot != null) {
            screen.blank();
            screen.line(
                    switch (snapshot) {
                        case RUN ->
                            "Snapshot: run. All rows are read and counted as they stand when the run begins; until it ends the"
                                    + " source cannot clean up rows that others delete or change.";
                        case CHUNK ->
                            "Snapshot: chunk. Each chunk is read, and the source counted, as it stands by then.";
                    });
        }
    }

    private TextTable ownership() {
        boolean counted = plan.flows().stream().anyMatch(flow -> flow.owners() != null);
        TextTable table = new TextTable().words("table").words("found by");
        if (counted) {
            table.numbers("one tenant").numbers("several").numbers("none");
        }
        plan.flows().stream()
                .collect(java.util.stream.Collectors.toMap(
                        PlannedFlow::source, flow -> flow, (first, second) -> first, java.util.LinkedHashMap::new))
                .values()
                .forEach(flow -> {
                    OwnerCounts owners = flow.owners();
                    if (owners != null) {
                        table.row(flow.source(), flow.ownership(), owners.one(), owners.several(), owners.none());
                    } else if (counted) {
                        table.row(flow.source(), flow.ownership(), "", "", "");
                    } else {
                        table.row(flow.source(), flow.ownership());
                    }
                });
        return table;
    }

    private void shelf(Screen screen) {
        TextTable table = new TextTable().words("table").words("index or key").words("while it is filled");
        for (TableShelf shelf : plan.shelf()) {
            if (shelf.untouched() != null) {
                table.row(shelf.table().toString(), "all", "stay: " + shelf.untouched());
            }
            shelf.aside()
                    .forEach(one -> table.row(
                            shelf.table().toString(),
                            one.fixture().name(),
                            "put aside, made again after " + until(one)));
            shelf.staying()
                    .forEach(one ->
                            table.row(shelf.table().toString(), one.fixture().name(), "stays: " + one.why()));
        }
        if (!table.isEmpty()) {
            screen.heading("Indexes and foreign keys");
            screen.table(table);
        }
    }

    private static String until(TableShelf.Aside one) {
        return switch (one.until()) {
            case LANDED -> "the rows of " + one.flow();
            case LINKED -> "the last pass of " + one.flow();
            case END -> "the rows of all flows";
        };
    }

    private List<Map<String, @Nullable Object>> shelfRows() {
        List<Map<String, @Nullable Object>> rows = new java.util.ArrayList<>();
        for (TableShelf shelf : plan.shelf()) {
            if (shelf.untouched() != null) {
                rows.add(Json.object("table", shelf.table().toString(), "name", null, "stays", shelf.untouched()));
            }
            shelf.aside()
                    .forEach(one -> rows.add(Json.object(
                            "table",
                            shelf.table().toString(),
                            "name",
                            one.fixture().name(),
                            "stays",
                            null)));
            shelf.staying()
                    .forEach(one -> rows.add(Json.object(
                            "table",
                            shelf.table().toString(),
                            "name",
                            one.fixture().name(),
                            "stays",
                            one.why())));
        }
        return rows;
    }

    private void checks(Screen screen) {
        TextTable table = new TextTable().words("target").words("CHECK constraint");
        plan.flows().forEach(flow -> flow.unevaluated().forEach(check -> table.row(flow.target(), check)));
        if (!table.isEmpty()) {
            screen.heading("Left to the target itself to check, row by row where it refuses");
            screen.table(table);
        }
    }
}
