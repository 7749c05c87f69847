package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.beta.ExpiryReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Removes bytes of arrivals that have expired. */
@Command(
        name = "expire",
        description = "Removes the bytes of arrivals past their expiry. The record of them stays, and says so.")
final class BetaExpireCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BetaCommand beta;

    @ArgGroup(multiplicity = "1")
    private Way way = new Way();

    /** One or the other, and never by default. */
    private static final class Way {
        @Option(names = "--plan", description = "Only say what would be removed.")
        private boolean plan;

        @Option(names = "--execute", description = "Remove it.")
        private boolean execute;
    }

    @Override
    public Integer call() {
        boolean execute = way.execute && !way.plan;
        beta.whimbrel()
                .screen()
                .show(new ExpiryReport(beta.whimbrel().migration().arriving().expire(execute), execute));
        return ExitCode.OK.number();
    }
}
