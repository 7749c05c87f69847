package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.proof.FollowReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Follows a row that differed through the verifications. */
@Command(
        name = "follow",
        description = {
            "Follows one row through the verifications: when it differed and how, and of each later verification whether it was compared"
                    + " and did not differ any more, or whether that cannot be told.",
            "The row is named by its token, as reports and evidence show it. Nothing is read but what verifications recorded."
        })
final class FollowCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TOKEN", description = "The row's token: 16 hex digits.")
    @SuppressWarnings("NullAway.Init")
    private String token;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many verifications, the newest; 100 unless given.")
    private int limit = 100;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is 1 or more");
        }
        whimbrel.screen().show(new FollowReport(whimbrel.migration().follow(token, limit)));
        return ExitCode.OK.number();
    }
}
