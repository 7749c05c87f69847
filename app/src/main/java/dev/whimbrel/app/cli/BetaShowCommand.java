package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.beta.ArrivalReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows the record of an arrival. */
@Command(name = "show", description = "Shows what is recorded of an arrival; never what is in its files.")
final class BetaShowCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BetaCommand beta;

    @Parameters(paramLabel = "ARRIVAL", description = "Its number, as `beta arrivals` shows it.")
    private long arrival;

    @Override
    public Integer call() {
        beta.whimbrel()
                .screen()
                .show(new ArrivalReport(beta.whimbrel().migration().arriving().find(arrival)));
        return ExitCode.OK.number();
    }
}
