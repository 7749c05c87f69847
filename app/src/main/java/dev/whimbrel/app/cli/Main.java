package dev.whimbrel.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        boolean terminal = Terminal.isThere();
        Terminal.Size size = terminal ? Terminal.size() : Terminal.Size.UNKNOWN;
        System.exit(run(
                args, new Surroundings(System.in, out, err, System.getenv(), terminal, size.width(), size.height())));
    }

    /** Runs a command without a terminal and gives its exit code; tests and other programs use it. */
    public static int run(String[] args, PrintStream out, PrintStream err, Map<String, String> env) {
        return run(args, new Surroundings(InputStream.nullInputStream(), out, err, env, false, 0, 0));
    }

    static int run(String[] args, Surroundings surroundings) {
        Whimbrel whimbrel = new Whimbrel(surroundings);
        Errors errors = new Errors(whimbrel);
        int code = line(whimbrel, surroundings)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(args);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    /** The whole tree of commands, those of plug-ins among them. */
    private static CommandLine line(Whimbrel whimbrel, Surroundings surroundings) {
        CommandLine line = new CommandLine(whimbrel)
                .addSubcommand(new InitCommand())
                .addSubcommand(new CheckCommand())
                .addSubcommand(new PlanCommand())
                .addSubcommand(new RunCommand())
                .addSubcommand(new StatusCommand())
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new RunsCommand())
                .addSubcommand(new ThrottleCommand())
                .addSubcommand(new PauseCommand())
                .addSubcommand(new ResumeCommand())
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new CompareCommand())
                .addSubcommand(new RepairCommand())
                .addSubcommand(new ReportCommand())
                .addSubcommand(new WaiveCommand())
                .addSubcommand(new WaiversCommand())
                .addSubcommand(new EvidenceCommand())
                .addSubcommand(new FollowCommand())
                .addSubcommand(new PruneCommand())
                .addSubcommand(new RevealCommand())
                .addSubcommand(new RevealsCommand())
                .addSubcommand(new BetaCommand())
                .addSubcommand(new IssuesCommand())
                .addSubcommand(new TraceCommand())
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new CommandLine.HelpCommand());
        Plugins.addTo(line, surroundings.err());
        Numbers.addTo(line);
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(colours(surroundings))
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setUsageHelpWidth(surroundings.width() >= 55 ? Math.min(surroundings.width(), 120) : 100);
    }

    private static CommandLine.Help.ColorScheme colours(Surroundings surroundings) {
        boolean on = surroundings.terminal() && !surroundings.env().containsKey("NO_COLOR");
        return CommandLine.Help.defaultColorScheme(on ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF);
    }

    /** The signs used are beyond ASCII; nearly every terminal takes UTF-8, also where no locale is set, as in containers. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
