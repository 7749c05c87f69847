package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.RestoreReport;
import dev.whimbrel.engine.run.Restoring;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Makes indexes again that an interrupted run put aside. */
@Command(
        name = "restore",
        description = {
            "Makes indexes and foreign keys again that runs put aside on which nobody works any more.",
            "A run does this by itself; this is for one that was killed and shall not go on now. It may be repeated."
        })
final class RestoreCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Override
    public Integer call() {
        Restoring.Restored restored = whimbrel.migration().restore();
        whimbrel.screen().show(new RestoreReport(restored));
        boolean failed = restored.left().stream().anyMatch(item -> item.failure() != null);
        return (failed ? ExitCode.HELD : ExitCode.OK).number();
    }
}
