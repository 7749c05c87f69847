package dev.whimbrel.bench;

import dev.whimbrel.bench.figure.Figure;
import dev.whimbrel.bench.figure.Figures;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Where the bench starts: {@code ./bench/run FIGURE}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        // Launchers of servers leave threads behind that would keep the JVM.
        System.exit(line().execute(args));
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new Bench());
        line.addSubcommand("list", new ListCommand());
        line.addSubcommand("all", new MeasureCommand(Figures.all()));
        line.addSubcommand("servers", new ServersCommand());
        line.addSubcommand("report", new ReportCommand());
        for (Figure figure : Figures.all()) {
            CommandLine one = new CommandLine(new MeasureCommand(List.of(figure)));
            CommandSpec spec = one.getCommandSpec();
            spec.usageMessage().description(figure.title());
            line.addSubcommand(figure.name(), one);
        }
        return line;
    }

    @Command(
            name = "bench/run",
            mixinStandardHelpOptions = true,
            description = "Measures Whimbrel against the tools that people would use instead. See docs/benchmarks.md.")
    private static final class Bench implements Callable<Integer> {
        @picocli.CommandLine.Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().usage(System.out);
            return 2;
        }
    }

    @Command(name = "list", description = "The figures.")
    private static final class ListCommand implements Runnable {
        @Override
        public void run() {
            Figures.all().forEach(figure -> System.out.printf("%-12s %s%n", figure.name(), figure.title()));
        }
    }
}
