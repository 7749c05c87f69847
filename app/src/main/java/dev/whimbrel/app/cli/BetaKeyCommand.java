package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.beta.KeyReport;
import dev.whimbrel.engine.arrival.ArrivalKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a key for arrivals. */
@Command(
        name = "key",
        description = {
            "Makes a new key to encrypt arrivals with, in a new file that only you may read.",
            "Keep a copy of it in a safe place: what was kept with a key can be read by nobody without it."
        })
final class BetaKeyCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BetaCommand beta;

    @Parameters(paramLabel = "FILE", description = "Where to write it; there must be no such file.")
    @SuppressWarnings("NullAway.Init")
    private Path target;

    @Override
    public Integer call() {
        ArrivalKey.make(target);
        beta.whimbrel().screen().show(new KeyReport(target));
        return ExitCode.OK.number();
    }
}
