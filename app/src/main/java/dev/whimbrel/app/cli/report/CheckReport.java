package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.plan.Prepared;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a project fits the two systems.
 *
 * @param data what would become of the rows; null where it was not asked for or cannot be known yet
 */
public record CheckReport(Prepared prepared, @Nullable DataCheckReport data) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "check",
                "project", prepared.project().name(),
                "environment", prepared.project().environment(),
                "source", prepared.project().source().toString(),
                "target", prepared.project().target().toString(),
                "mappingHash", prepared.project().mappingHash(),
                "good", isGood(),
                "tenants", prepared.tenants().stream().map(TenantId::text).toList(),
                "problems", new ProblemList(prepared.problems()).rows(),
                "data", data == null ? null : data.json());
    }

    /** Whether a run may start. */
    public boolean isGood() {
        return prepared.problems().stream().allMatch(problem -> problem.severity() == Problem.Severity.WARNING);
    }

    @Override
    public void print(Screen screen) {
        if (data != null) {
            data.print(screen);
        }
    }

    /** All but the rows. */
    public void printPrepared(Screen screen) {
        screen.line(screen.bold(prepared.project().name()) + " ("
                + prepared.project().environment() + "), mapping "
                + Words.hash(prepared.project().mappingHash()));
        screen.line("  source  " + prepared.project().source() + ": "
                + Words.count(prepared.source().tables().size(), "table"));
        screen.line("  target  " + prepared.project().target() + ": "
                + Words.count(prepared.target().tables().size(), "table"));
        screen.line("  " + Words.count(prepared.tenants().size(), "tenant") + ", "
                + Words.count(prepared.project().flows().size(), "flow"));
        ProblemList problems = new ProblemList(prepared.problems());
        if (!prepared.problems().isEmpty()) {
            screen.blank();
            problems.print(screen.progress(), screen);
        }
        screen.blank();
        if (isGood()) {
            screen.line(screen.good("Connections, permissions, ownership, mapping and types are in order")
                    + (prepared.problems().isEmpty() ? "." : "; " + problems.summary() + "."));
        } else {
            screen.line(screen.bad("Not in order: " + problems.summary() + "."));
        }
    }
}
