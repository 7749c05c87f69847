package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.RevealList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists who asked to see rows in the clear. */
@Command(
        name = "reveals",
        description = "Lists who asked to see rows in the clear, why, and what became of it; the newest first.")
final class RevealsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 20 unless given.")
    private int limit = 20;

    @Override
    public Integer call() {
        whimbrel.screen().show(new RevealList(whimbrel.migration().revealing().list(limit)));
        return ExitCode.OK.number();
    }
}
