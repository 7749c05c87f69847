package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.engine.Migration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run stands: its steps, and once it has ended its row equations. */
public record StatusReport(Migration.Status status) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "status",
                "run", RunFacts.json(status.run()),
                "live", status.live(),
                "steps",
                        status.steps().stream()
                                .map(step -> Json.object(
                                        "step", step.step(),
                                        "kind", step.kind(),
                                        "flow", step.flow(),
                                        "state", step.state(),
                                        "chunks", step.chunks(),
                                        "chunksDone", step.chunksDone(),
                                        "cutWhole", step.cutWhole(),
                                        "rowsExpected", step.rows(),
                                        "rowsDone", step.rowsDone()))
                                .toList(),
                "balances", new FlowSums(status.balances()).rows(),
                "shelf", new ShelfView(status.shelf()).rows(),
                "brake", PaceFacts.json(status.brake()),
                "paces", status.paces().stream().map(PaceFacts::json).toList());
    }

    @Override
    public void print(Screen screen) {
        Run run = status.run();
        screen.line(screen.bold("Run " + run.id()) + " of " + run.project() + " (" + run.environment() + "): "
                + standing());
        screen.line("  tenants  " + RunFacts.tenants(run.tenants()));
        screen.line("  mapping  " + Words.hash(run.mappingHash()));
        screen.line("  started  " + Words.time(run.startedAt()));
        if (run.finishedAt() != null) {
            screen.line("  ended    " + Words.time(run.finishedAt()) + " after " + RunFacts.took(run));
        }
        if (!RunFacts.remark(run).isEmpty()) {
            screen.line("  reason   " + RunFacts.remark(run));
        }
        pace(screen);
        if (!status.steps().isEmpty()) {
            screen.heading("Steps");
            screen.table(steps());
        }
        new ShelfView(status.shelf()).print(screen);
        FlowSums sums = new FlowSums(status.balances());
        if (!status.balances().isEmpty()) {
            screen.heading("What became of the rows");
            screen.table(sums.table());
            sums.off().stream().map(FlowSums::difference).forEach(text -> screen.line(screen.bad("  ✗ " + text)));
        }
    }

    /** What holds the run back is said of every process; without one, what people ordered for the next. */
    private void pace(Screen screen) {
        if (!status.paces().isEmpty()) {
            screen.heading("Pace");
            status.paces().forEach(told -> screen.line("  " + PaceFacts.line(told)));
            screen.table(signals());
        } else if (status.run().isOpen()) {
            PaceFacts.orders(status.brake()).forEach(order -> screen.line("  pace     " + order));
        }
    }

    private TextTable signals() {
        TextTable table = new TextTable()
                .numbers("process")
                .words("side")
                .words("signal")
                .words("state")
                .words("value")
                .words("limit");
        status.paces().forEach(told -> told.pacing()
                .vitals()
                .forEach(vital -> table.row(
                        told.worker(),
                        vital.side(),
                        vital.signal(),
                        vital.state().name().toLowerCase(Locale.ROOT),
                        number(vital.reading()),
                        number(vital.limit()))));
        return table;
    }

    private static String number(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.1f", number) : "";
    }

    private String standing() {
        return switch (status.run().state()) {
            case RUNNING ->
                status.live()
                        ? "is being worked on"
                        : "interrupted: nobody works on it. To go on, start `whimbrel run` with the same tenants";
            case HELD -> "on hold. To go on, start `whimbrel run` with the same tenants";
            case UNBALANCED -> "ended, but its rows do NOT add up";
            case COMPLETE -> "complete";
            case ABANDONED -> "abandoned";
        };
    }

    private TextTable steps() {
        TextTable table = new TextTable()
                .numbers("step")
                .words("flow")
                .words("kind")
                .words("state")
                .numbers("chunks done")
                .numbers("of")
                .numbers("rows done, about")
                .numbers("of");
        status.steps()
                .forEach(step -> table.row(
                        step.step(),
                        step.flow(),
                        step.kind().toLowerCase(Locale.ROOT),
                        step.state().toLowerCase(Locale.ROOT),
                        step.chunksDone(),
                        Words.count(step.chunks()) + (step.cutWhole() ? "" : "+"),
                        step.rowsDone(),
                        step.rows()));
        return table;
    }
}
