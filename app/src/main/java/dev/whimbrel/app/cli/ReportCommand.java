package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.VerifyReport;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows what a verification found. */
@Command(name = "report", description = "Shows what a verification found: the newest one, or the one of a number.")
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "The verification's number.")
    private @Nullable Long verification;

    @Override
    public Integer call() {
        VerifyOutcome outcome = whimbrel.migration()
                .verification(verification)
                .orElseThrow(() -> Fault.user(
                        "VERIFICATION_UNKNOWN",
                        "Cannot report: "
                                + (verification == null
                                        ? "nothing was verified yet"
                                        : "there is no verification " + verification),
                        "Start one with `whimbrel verify`."));
        whimbrel.screen().show(new VerifyReport(outcome));
        return ExitCode.OK.number();
    }
}
