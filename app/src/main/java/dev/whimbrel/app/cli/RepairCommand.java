package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.progress.RepairProgress;
import dev.whimbrel.app.cli.report.RepairReport;
import dev.whimbrel.app.cli.report.RunReport;
import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.report.proof.RepairPlanReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.repair.RepairPlan;
import dev.whimbrel.engine.repair.RepairRequest;
import dev.whimbrel.engine.repair.RepairRun;
import dev.whimbrel.engine.repair.Repaired;
import dev.whimbrel.engine.run.Outcome;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Puts right what a verification finds, as far as the mapping makes it. */
@Command(
        name = "repair",
        description = {
            "Verifies, and lets the run's own engine go once more over just the rows that differ and can be put right; then verifies"
                    + " again. What somebody changed in these rows of the new system is lost; no row is ever deleted.",
            "A repair that was interrupted goes on when it is started again in the same words."
        })
final class RepairCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--plan",
            description = "Verify, and show what would be repaired and what not. Ends with 10 where anything would.")
    private boolean plan;

    @Option(
            names = "--execute",
            description =
                    "Repair it. Every tenant has to be named with '--tenant', for all that have moved may be live.")
    private boolean execute;

    @Mixin
    private TenantOptions tenants = new TenantOptions();

    @Option(
            names = "--pattern",
            paramLabel = "ID",
            split = ",",
            description = "Only rows of these patterns, by the ids that 'repair --plan' and 'report' show.")
    private List<String> patterns = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "With '--execute': why, in some words; recorded with the run.")
    private @Nullable String reason;

    @Mixin
    private SettleOption settle = new SettleOption();

    @Override
    public Integer call() {
        if (plan == execute) {
            throw new ParameterException(
                    spec.commandLine(), (plan ? "Only one" : "One") + " of '--plan' and '--execute' is needed");
        }
        if (plan && reason != null) {
            throw new ParameterException(spec.commandLine(), "'--reason' says something only with '--execute'");
        }
        Screen screen = whimbrel.screen();
        try (RepairProgress progress = new RepairProgress(screen, whimbrel.causes(), found -> tell(screen, found))) {
            RepairRun repair = whimbrel.migration()
                    .repair(
                            new RepairRequest(
                                    tenants.tenants(whimbrel::project),
                                    Set.copyOf(patterns),
                                    reason == null ? "" : reason),
                            progress)
                    .settling(settle.time());
            return (plan ? plan(screen, repair.plan()) : execute(screen, repair.execute())).number();
        }
    }

    /** A person sees what will be repaired before it is. */
    private static void tell(Screen screen, RepairPlan found) {
        if (!screen.isJson()) {
            screen.blank();
            new RepairPlanReport(found).print(screen);
            screen.blank();
        }
    }

    private static ExitCode plan(Screen screen, RepairPlan found) {
        if (!screen.isJson()) {
            screen.blank();
        }
        screen.show(new RepairPlanReport(found));
        return found.rows() == 0 ? ExitCode.OK : ExitCode.DIFFERENCES;
    }

    private ExitCode execute(Screen screen, Repaired repaired) {
        Outcome run = repaired.run();
        VerifyOutcome after = repaired.after();
        RepairPlan found = repaired.plan();
        ProofModel model = after == null ? null : ProofModel.of(after, repaired.patterns());
        screen.show(new RepairReport(
                found == null ? null : new RepairPlanReport(found),
                run == null ? null : new RunReport(run, again()),
                model == null ? null : new ProofReport("repair", model)));
        if (model != null) {
            return ExitCode.of(model);
        }
        return run == null ? ExitCode.OK : code(run);
    }

    private static ExitCode code(Outcome run) {
        if (run.stopped()) {
            return ExitCode.STOPPED;
        }
        return switch (run.run().state()) {
            case COMPLETE -> ExitCode.OK;
            case UNBALANCED -> ExitCode.UNBALANCED;
            case HELD -> ExitCode.HELD;
            case RUNNING, ABANDONED -> ExitCode.STOPPED;
        };
    }

    /** The command that goes on with this repair. */
    private String again() {
        String environment = whimbrel.environment();
        return "whimbrel repair --execute --file "
                + TenantOptions.quoted(whimbrel.file().toString())
                + (environment == null ? "" : " --env " + TenantOptions.quoted(environment))
                + tenants.words()
                + (patterns.isEmpty() ? "" : " --pattern " + TenantOptions.quoted(String.join(",", patterns)))
                + (reason == null ? "" : " --reason " + TenantOptions.quoted(reason));
    }
}
