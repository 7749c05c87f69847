package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.progress.VerifyProgress;
import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compares every row of the target with what the mapping makes of the source. */
@Command(
        name = "verify",
        description = {
            "Reads both systems again and compares every row of the target with what the mapping makes of the source.",
            "Finds what is missing, extra or different, says of what kind each difference is, and groups them by cause. No value is"
                    + " shown unless its column is public. A verification that was interrupted goes on with the tables that are left."
        })
final class VerifyCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup
    private TenantOptions tenants = new TenantOptions();

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description =
                    "How long a difference must last to count as one (default: ${DEFAULT-VALUE}): longer than a change takes"
                            + " from one side to the other.")
    private double settle;

    @Override
    public Integer call() {
        if (!(settle >= 0 && settle <= 86_400)) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--settle': from 0 to 86400 seconds, not " + settle);
        }
        Screen screen = whimbrel.screen();
        VerifyOutcome outcome;
        try (VerifyProgress progress = new VerifyProgress(screen)) {
            outcome = whimbrel.migration()
                    .verify(tenants.tenants(), progress)
                    .settling(Duration.ofMillis(Math.round(settle * 1000)))
                    .execute();
        }
        ProofModel model = ProofModel.of(outcome);
        screen.show(new ProofReport("verify", model));
        return code(model).number();
    }

    private static ExitCode code(ProofModel model) {
        if (model.differs()) {
            return ExitCode.DIFFERENCES;
        }
        return model.isWhole() ? ExitCode.OK : ExitCode.UNPROVEN;
    }
}
