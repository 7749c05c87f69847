package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.BrakeReport;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Stops a run between chunks without ending its processes. */
@Command(
        name = "pause",
        description = {
            "Lets runs of this project and environment take no further chunk; their processes wait.",
            "A run at work stops after the batch in hand, within a second or so. A chunk that stands still for ten seconds is given"
                    + " back, to be done again. It holds until `whimbrel resume`."
        })
final class PauseCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Shown to whoever asks why nothing moves.")
    private @Nullable String reason;

    @Override
    public Integer call() {
        whimbrel.screen()
                .show(new BrakeReport("pause", whimbrel.migration().braking().pause(reason)));
        return ExitCode.OK.number();
    }
}
