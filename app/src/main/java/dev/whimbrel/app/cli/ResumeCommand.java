package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.BrakeReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lifts a pause. */
@Command(
        name = "resume",
        description = "Lets paused runs go on. A run that nobody works on goes on with `whimbrel run`.")
final class ResumeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Override
    public Integer call() {
        whimbrel.screen()
                .show(new BrakeReport("resume", whimbrel.migration().braking().resume()));
        return ExitCode.OK.number();
    }
}
