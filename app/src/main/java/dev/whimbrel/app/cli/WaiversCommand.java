package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.WaiverList;
import dev.whimbrel.engine.waive.Waiving;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists what was accepted, and takes it back. */
@Command(
        name = "waivers",
        description = "Lists the differences that were accepted, with what each covers of the newest verification.")
final class WaiversCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(
            names = "--close",
            paramLabel = "NUMBER",
            description = "Takes this one back: from the next verification on, its rows are open again.")
    private @Nullable Long close;

    @Override
    public Integer call() {
        Waiving waiving = whimbrel.migration().waiving();
        if (close != null) {
            waiving.close(close);
        }
        whimbrel.screen().show(new WaiverList("waivers", waiving.list()));
        return ExitCode.OK.number();
    }
}
