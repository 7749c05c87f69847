package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.PlanReport;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.engine.plan.Counting;
import dev.whimbrel.engine.plan.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what a run would do. */
@Command(
        name = "plan",
        description = {
            "Shows what a run would do: flows in order, rows, whose they are, and what becomes of every column.",
            "Nothing is written, and what is still undecided does not stop it."
        })
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(
            names = "--owners",
            description = "Also count the rows that one tenant owns, several or none; this reads every table.")
    private boolean owners;

    @Mixin
    private TenantOptions tenants = new TenantOptions();

    @Override
    public Integer call() {
        Plan plan =
                whimbrel.migration().plan(tenants.tenants(whimbrel::project), owners ? Counting.OWNERS : Counting.ROWS);
        whimbrel.screen().show(new PlanReport(plan));
        boolean wrong = plan.problems().stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        return (wrong ? ExitCode.USER : ExitCode.OK).number();
    }
}
