package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.beta.ScanReport;
import dev.whimbrel.engine.arrival.Scan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Takes what is in the inboxes. */
@Command(
        name = "intake",
        description = {
            "Looks once into all inboxes of the project file and takes what is there whole.",
            "It may be called as often as one likes, also twice at once: the same file is one arrival."
        })
final class BetaIntakeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BetaCommand beta;

    @Override
    public Integer call() {
        Scan scan = beta.whimbrel().migration().arriving().scan();
        beta.whimbrel().screen().show(new ScanReport(scan));
        return (scan.issues().isEmpty() ? ExitCode.OK : ExitCode.ISSUES).number();
    }
}
