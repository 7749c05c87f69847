package dev.whimbrel.app.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether all tables are looked at as they were at one moment. */
final class MomentOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--moment",
            paramLabel = "all|table",
            defaultValue = "all",
            description =
                    "all: look at all tables and laws as they were at one moment of each side, which each server keeps until the end;"
                            + " table: at each as it is when it is its turn (default: ${DEFAULT-VALUE}).")
    private String moment = "all";

    boolean isOne() {
        return switch (moment) {
            case "all" -> true;
            case "table" -> false;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "Invalid value for option '--moment': it is all or table");
        };
    }
}
