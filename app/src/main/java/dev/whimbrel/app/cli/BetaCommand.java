package dev.whimbrel.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Inputs of production, kept for the new way. */
@Command(
        name = "beta",
        description = {
            "Keeps inputs of production as they came, so that the new way can be given the very same.",
            "Running both ways on them is not built yet."
        },
        subcommands = {
            BetaIntakeCommand.class,
            BetaArrivalsCommand.class,
            BetaShowCommand.class,
            BetaExpireCommand.class,
            BetaKeyCommand.class
        })
final class BetaCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    Whimbrel whimbrel() {
        return whimbrel;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
