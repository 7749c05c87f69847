package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.RunList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists runs. */
@Command(name = "runs", description = "Lists the runs of this project and environment, the newest first.")
final class RunsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        whimbrel.screen().show(new RunList(whimbrel.migration().runs(Math.max(1, limit))));
        return ExitCode.OK.number();
    }
}
