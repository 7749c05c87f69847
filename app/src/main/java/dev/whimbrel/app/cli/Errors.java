package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.FaultReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.project.Nearest;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, where and what to do next. There is a stack trace only where it was asked for, and then without texts. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Whimbrel whimbrel;

    Errors(Whimbrel whimbrel) {
        this.whimbrel = whimbrel;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        PrintStream err = whimbrel.screen().errors();
        CommandLine line = problem.getCommandLine();
        err.println("error USAGE: Cannot understand the command line: " + withoutSecrets(problem));
        if (problem instanceof UnmatchedArgumentException unmatched) {
            List<String> near = near(unmatched);
            if (!near.isEmpty()) {
                err.println("  near:  " + String.join(", ", near));
            }
        }
        String help = line.getCommandSpec().qualifiedName() + " --help`";
        err.println(
                line.getParent() == null
                        ? "  next:  `" + help + " lists the commands."
                        : "  next:  See `" + help + ".");
        return ExitCode.USAGE.number();
    }

    /** Only what is alike helps; picocli proposes something whatever was typed. */
    private static List<String> near(UnmatchedArgumentException unmatched) {
        String typed = unmatched.getUnmatched().get(0).replaceAll("=.*", "");
        return unmatched.getSuggestions().stream()
                .map(String::strip)
                .filter(suggestion -> Nearest.to(typed, List.of(suggestion)).isPresent())
                .distinct()
                .limit(3)
                .toList();
    }

    /** An argument that was not understood may be an address with a password: only the names of options are shown. */
    private static String withoutSecrets(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().stream()
                    .map(argument -> argument.startsWith("-") ? argument.replaceAll("=.*", "") : "…")
                    .collect(Collectors.joining(", ", "unknown or surplus: ", ""));
        }
        return String.valueOf(problem.getMessage())
                .replaceFirst("(?s) but was '.*'$", "")
                .replaceAll("(?i)[a-z:+]+://\\S+", "…");
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        Screen screen = whimbrel.screen();
        Fault fault = failure instanceof Fault known ? known : Fault.unforeseen("go on", failure);
        ExitCode code = ExitCode.of(fault);
        FaultReport report = new FaultReport(fault, code.number());
        if (screen.isJson()) {
            screen.show(report);
        } else {
            report.print(screen);
        }
        whimbrel.causes().print(failure, screen.errors());
        return code.number();
    }
}
