package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.engine.run.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run ended, or how it stands when it was stopped. {@code again} is the command that goes on. */
public record RunReport(Outcome outcome, String again) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        FlowSums sums = new FlowSums(outcome.balances());
        return Json.object(
                "command", "run",
                "run", RunFacts.json(outcome.run()),
                "stopped", outcome.stopped(),
                "seconds", outcome.time().toMillis() / 1000.0,
                "total", FlowSums.counts(sums.total()),
                "balances", sums.rows(),
                "issues", issues().objects(),
                "verdict", verdict());
    }

    @Override
    public void print(Screen screen) {
        FlowSums sums = new FlowSums(outcome.balances());
        if (!outcome.balances().isEmpty()) {
            screen.heading("What became of the rows");
            screen.table(sums.table());
        }
        IssueGroups issues = issues();
        if (!issues.groups().isEmpty()) {
            screen.heading("Open issues");
            screen.table(issues.sums());
            screen.line("  Row by row: whimbrel issues --list");
        }
        screen.blank();
        sums.off().stream().map(FlowSums::difference).forEach(text -> screen.line(screen.bad("  ✗ " + text)));
        String verdict = verdict();
        screen.line(outcome.isComplete() ? screen.good(verdict) : screen.bad(verdict));
    }

    /** One sentence or a few that say it all. */
    public String verdict() {
        String run = "Run " + outcome.run().id();
        if (outcome.stopped()) {
            return "Stopped after the chunk in hand; " + run.toLowerCase(java.util.Locale.ROOT)
                    + " is not finished. To go on: " + again;
        }
        return switch (outcome.run().state()) {
            case COMPLETE -> run + " complete: " + complete();
            case UNBALANCED ->
                run + " does NOT balance: " + off()
                        + ". Nothing is proven of these rows; the next run looks at every row again.";
            case HELD -> run + " is on hold: " + reason() + ". To go on: " + again;
            case ABANDONED -> run + " was abandoned: " + reason() + ".";
            case RUNNING ->
                run + " goes on in another process; see `whimbrel status "
                        + outcome.run().id() + "`.";
        };
    }

    private String off() {
        long off = outcome.balances().stream()
                .filter(balance -> !balance.balanced())
                .count();
        return Words.count(off, "row equation") + " of "
                + Words.count(outcome.balances().size()) + " do not add up";
    }

    private String reason() {
        String reason = outcome.run().reason();
        return reason == null ? "no reason is recorded" : reason;
    }

    private IssueGroups issues() {
        return new IssueGroups(outcome.issues()).of(outcome.run().tenants());
    }

    /** Of shared rows, a run of some tenants sees only those that these have a part in: the others are not gone. */
    private long gone() {
        boolean everybody = outcome.run().tenants().isEmpty();
        return outcome.balances().stream()
                .filter(balance -> everybody || !balance.tenant().isShared())
                .mapToLong(Balance::gone)
                .sum();
    }

    private String complete() {
        Counts total = new FlowSums(outcome.balances()).total();
        long gone = gone();
        StringBuilder text = new StringBuilder(Words.count(total.read(), "row") + " read, all accounted for.");
        if (total.written() == 0 && total.linked() == 0) {
            text.append(" Nothing changed.");
        } else {
            text.append(" ").append(Words.count(total.inserted())).append(" new");
            if (total.updated() > 0) {
                text.append(", ").append(Words.count(total.updated())).append(" rewritten");
            }
            text.append('.');
        }
        if (total.quarantined() > 0) {
            text.append(' ')
                    .append(Words.count(total.quarantined(), "row"))
                    .append(total.quarantined() == 1 ? " is" : " are")
                    .append(" in quarantine and did not land as ")
                    .append(total.quarantined() == 1 ? "it" : "they")
                    .append(" should: see `whimbrel issues`.");
        }
        if (gone > 0) {
            text.append(' ')
                    .append(Words.count(gone, "row"))
                    .append(
                            " of earlier runs did not come this time (gone from the source, or no longer these tenants');")
                    .append(" they were left as they are in the target.");
        }
        return text + " Took " + Words.span(outcome.time()) + ".";
    }
}
