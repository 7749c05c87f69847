package dev.whimbrel.app.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long a difference must last to count as one. */
final class SettleOption {
    private static final double DAY = 86_400;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description =
                    "How long a difference must last to count as one (default: ${DEFAULT-VALUE}): longer than a change takes"
                            + " from one side to the other.")
    private double settle;

    Duration time() {
        if (!(settle >= 0 && settle <= DAY)) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--settle': from 0 to 86400 seconds");
        }
        return Duration.ofMillis(Math.round(settle * 1000));
    }
}
