package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.RevealedText;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.reveal.Revealed;
import dev.whimbrel.engine.reveal.Revealing;
import dev.whimbrel.engine.reveal.Revealing.Outlet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows one row in the clear to who may see it. */
@Command(
        name = "reveal",
        description = {
            "Shows one row in the clear, on the terminal and for a short time: what the mapping makes of the source now, and what"
                    + " stands in the target now.",
            "For members of the role that the project file names. Who asks, for which row and why is written down first."
        })
final class RevealCommand implements Callable<Integer> {
    private static final int MOST_SECONDS = 300;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FLOW", description = "The flow.")
    @SuppressWarnings("NullAway.Init")
    private String flow;

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            description = "The source row's key, as in `trace`; several columns are joined by |.")
    @SuppressWarnings("NullAway.Init")
    private String key;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, in three words at least. It is kept: name no person in it.")
    private String reason = "";

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "Erase it after so long, 300 at most; 30 unless given. Enter erases it earlier.")
    private int seconds = 30;

    @Option(
            names = "--to-pipe",
            description =
                    "Show it although standard output is no terminal and nothing can be erased there. This is written down too.")
    private boolean toPipe;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new ParameterException(spec.commandLine(), "--for is from 1 to " + MOST_SECONDS + " seconds");
        }
        Outlet outlet = outlet();
        Revealed revealed =
                whimbrel.migration().revealing().reveal(new Revealing.Wish(flow, key, reason, outlet, seconds));
        Screen screen = whimbrel.screen();
        List<String> lines = new RevealedText(revealed, key).lines(screen.width());
        if (outlet == Outlet.TERMINAL) {
            whimbrel.glance().show(lines, Duration.ofSeconds(seconds));
            screen.line("Shown and erased. `whimbrel reveals` lists who saw what.");
        } else {
            lines.forEach(screen::line);
        }
        return ExitCode.OK.number();
    }

    private Outlet outlet() {
        if (whimbrel.screen().isJson()) {
            return Outlet.JSON;
        }
        return whimbrel.canErase() ? Outlet.TERMINAL : toPipe ? Outlet.PIPE : Outlet.PIPE_UNASKED;
    }
}
