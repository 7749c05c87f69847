package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.metrics.Both;
import dev.whimbrel.app.cli.metrics.MetricsPage;
import dev.whimbrel.app.cli.progress.Interruption;
import dev.whimbrel.app.cli.progress.Progress;
import dev.whimbrel.app.cli.report.DataCheckReport;
import dev.whimbrel.app.cli.report.DryRunReport;
import dev.whimbrel.app.cli.report.PlanReport;
import dev.whimbrel.app.cli.report.RunReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.plan.Counting;
import dev.whimbrel.engine.plan.Plan;
import dev.whimbrel.engine.plan.PlannedFlow;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.DataCheck;
import dev.whimbrel.engine.run.MigrationRun;
import dev.whimbrel.engine.run.Outcome;
import dev.whimbrel.engine.run.RunListener;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Moves the rows, or goes on with the run that was asked for in the same words and is not finished. */
@Command(
        name = "run",
        description = {
            "Moves the rows of all tenants, or of those named.",
            "A run that was interrupted goes on when it is started again with the same tenants. Several processes may"
                    + " work on one run: start the same command several times. Ctrl-C ends after the chunk in hand."
        })
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TenantOptions tenants = new TenantOptions();

    @Option(names = "--dry-run", description = "Show the plan and what would become of every row; write nothing.")
    private boolean dryRun;

    @Option(
            names = {"-w", "--workers"},
            paramLabel = "N",
            description = "Chunks copied at once by this process (default: the project file's setting, or else 2).")
    private @Nullable Integer workers;

    @Option(
            names = "--fail-on-issues",
            description = "End with 6 where rows are in quarantine, though the run is complete.")
    private boolean failOnIssues;

    @Option(
            names = "--metrics",
            paramLabel = "PORT",
            description =
                    "Serve metrics for Prometheus at http://127.0.0.1:PORT/metrics while it runs; 0 for any free port.")
    private @Nullable Integer metrics;

    @Override
    public Integer call() {
        Screen screen = whimbrel.screen();
        Migration migration = Migration.from(project());
        Plan plan = migration.plan(tenants.tenants(whimbrel::project), dryRun ? Counting.ROWS : Counting.ESTIMATES);
        if (!screen.isJson()) {
            new PlanReport(plan).summary(screen);
            screen.blank();
        }
        requireRunnable(plan);
        return (dryRun ? dryRun(migration, plan, screen) : run(migration, plan, screen)).number();
    }

    private Project project() {
        Project project = whimbrel.project();
        if (workers == null) {
            return project;
        }
        if (workers < 1 || workers > 256) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--workers': from 1 to 256, not " + workers);
        }
        return project.with(project.settings().withWorkers(workers));
    }

    private static void requireRunnable(Plan plan) {
        List<Problem> stopping = plan.problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.WARNING)
                .toList();
        if (!stopping.isEmpty()) {
            throw new ProblemsFound(stopping);
        }
    }

    private ExitCode dryRun(Migration migration, Plan plan, Screen screen) {
        DataCheck rows;
        try (Progress progress = new Progress(screen, passes(plan))) {
            rows = migration.checkData(tenants.tenants(whimbrel::project), progress);
        }
        screen.show(new DryRunReport(new PlanReport(plan), new DataCheckReport(rows)));
        return rows.rejected() > 0 ? ExitCode.ISSUES : ExitCode.OK;
    }

    private ExitCode run(Migration migration, Plan plan, Screen screen) {
        Integer port = metrics;
        if (port == null) {
            return run(migration, plan, screen, RunListener.NONE);
        }
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--metrics': from 0 to 65535, not " + port);
        }
        try (MetricsPage page = MetricsPage.at(port)) {
            screen.progress().println("Metrics at " + page.address());
            return run(migration, plan, screen, page.listener());
        }
    }

    private ExitCode run(Migration migration, Plan plan, Screen screen, RunListener also) {
        Outcome outcome;
        try (Progress progress = new Progress(screen, passes(plan))) {
            MigrationRun run = migration.run(tenants.tenants(whimbrel::project), new Both(progress, also));
            try (Interruption interruption = new Interruption(run::stop, screen.errors())) {
                outcome = run.execute();
                progress.close();
                screen.show(new RunReport(outcome, again()));
            }
        }
        return code(outcome);
    }

    /** The sum of rows over all steps that pass over them. */
    private static long passes(Plan plan) {
        long sum = 0;
        for (PlannedFlow flow : plan.flows()) {
            sum += flow.rows() * flow.steps().size();
        }
        return sum;
    }

    private ExitCode code(Outcome outcome) {
        if (outcome.stopped()) {
            return ExitCode.STOPPED;
        }
        boolean quarantined =
                outcome.balances().stream().map(Balance::counts).anyMatch(counts -> counts.quarantined() > 0);
        Run.State state = outcome.run().state();
        return switch (state) {
            case COMPLETE -> failOnIssues && quarantined ? ExitCode.ISSUES : ExitCode.OK;
            case UNBALANCED -> ExitCode.UNBALANCED;
            case HELD -> ExitCode.HELD;
            case RUNNING, ABANDONED -> ExitCode.STOPPED;
        };
    }

    /** The command that goes on with this run. */
    private String again() {
        String environment = whimbrel.environment();
        return "whimbrel run --file " + TenantOptions.quoted(whimbrel.file().toString())
                + (environment == null ? "" : " --env " + TenantOptions.quoted(environment))
                + tenants.words()
                + (workers == null ? "" : " --workers " + workers)
                + (metrics == null ? "" : " --metrics " + metrics);
    }
}
