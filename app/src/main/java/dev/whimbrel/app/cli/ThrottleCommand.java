package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.BrakeReport;
import dev.whimbrel.engine.run.Braking;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Limits a run at work, or one that is started later, until the limit is lifted. */
@Command(
        name = "throttle",
        description = {
            "Limits how fast runs of this project and environment go, all their processes together.",
            "A run at work obeys within about a second. It holds until `whimbrel throttle --off`."
        })
final class ThrottleCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--rows-per-second", paramLabel = "N", description = "Rows per second at most.")
    private @Nullable Long rowsPerSecond;

    @Option(names = "--workers", paramLabel = "N", description = "Chunks at once at most.")
    private @Nullable Integer workers;

    @Option(names = "--off", description = "Lift the limit.")
    private boolean off;

    @Override
    public Integer call() {
        requireOne();
        Braking braking = whimbrel.migration().braking();
        whimbrel.screen()
                .show(new BrakeReport("throttle", off ? braking.release() : braking.throttle(rowsPerSecond, workers)));
        return ExitCode.OK.number();
    }

    private void requireOne() {
        boolean limited = rowsPerSecond != null || workers != null;
        if (limited == off) {
            throw wrong("Give --rows-per-second N, --workers N or both, or else --off");
        }
        if (rowsPerSecond != null && rowsPerSecond < 1 || workers != null && workers < 1) {
            throw wrong("A limit is 1 at least; `whimbrel pause` stops a run");
        }
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
