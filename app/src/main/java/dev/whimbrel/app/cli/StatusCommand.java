package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.StatusReport;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.Migration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows how a run stands. */
@Command(name = "status", description = "Shows how a run stands: its steps and, once it has ended, its row equations.")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "Number of the run (default: the newest).")
    private @Nullable Long run;

    @Override
    public Integer call() {
        Optional<Migration.Status> status = whimbrel.migration().status(run);
        whimbrel.screen().show(new StatusReport(status.orElseThrow(this::unknown)));
        return ExitCode.OK.number();
    }

    private Fault unknown() {
        return run == null
                ? Fault.user(
                        "NO_RUN_YET",
                        "Cannot tell: no run of this project and environment has been started in this target yet",
                        "Start one with `whimbrel run`.")
                : Fault.user("RUN_UNKNOWN", "Cannot tell: there is no run " + run, "See `whimbrel runs`.");
    }
}
