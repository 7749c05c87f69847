package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.app.cli.report.proof.ProofPage;
import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what a verification found, as a page, as text or as JSON. */
@Command(
        name = "report",
        description = {
            "Writes what a verification found as one page that needs no network; with --text, shows it here.",
            "The newest verification is meant, or the one of a number."
        })
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "The verification's number.")
    private @Nullable Long verification;

    @Option(
            names = "--comparison",
            paramLabel = "NAME",
            description = "The newest run of this comparison, instead of the newest verification of the mapping.")
    private @Nullable String comparison;

    @Option(names = "--text", description = "Show it here instead of writing a page.")
    private boolean text;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the page is written (default: verification-NUMBER.html).")
    private @Nullable Path output;

    @Override
    public Integer call() {
        Screen screen = whimbrel.screen();
        if (output != null && (text || screen.isJson())) {
            throw new ParameterException(
                    spec.commandLine(), "'--output' is for a page, and neither for '--text' nor for '--json'");
        }
        if (comparison != null && verification != null) {
            throw new ParameterException(spec.commandLine(), "Either a number or '--comparison', not both");
        }
        ProofModel model = ProofModel.of(comparison == null ? found() : compared(comparison));
        if (text || screen.isJson()) {
            screen.show(new ProofReport("report", model));
        } else {
            Path page = output == null
                    ? Path.of("verification-" + model.verification().id() + ".html")
                    : output;
            write(page, new ProofPage(model).html());
            screen.line("Verification " + model.verification().id() + " is written to " + page + ".");
        }
        return ExitCode.OK.number();
    }

    private VerifyOutcome found() {
        Long number = verification;
        return whimbrel.migration()
                .verification(number)
                .orElseThrow(() -> Fault.user(
                        "VERIFICATION_UNKNOWN",
                        "Cannot report: "
                                + (number == null
                                        ? "nothing was verified yet"
                                        : "this project has no verification " + number),
                        number == null
                                ? "Start one with `whimbrel verify`."
                                : "Leave the number out: without a number, the newest is shown."));
    }

    private VerifyOutcome compared(String name) {
        return whimbrel.migration()
                .compared(name)
                .orElseThrow(() -> Fault.user(
                        "VERIFICATION_UNKNOWN",
                        "Cannot report: comparison " + name + " was never run",
                        "Run it with `whimbrel compare " + name + "`."));
    }

    private static void write(Path page, String html) {
        try {
            Files.writeString(page, html);
        } catch (IOException e) {
            throw new Fault(
                    Kind.USER,
                    "PAGE_NOT_WRITTEN",
                    "Cannot write the page " + page + ": its folder is absent or may not be written to",
                    "Name another file with --output.",
                    e);
        }
    }
}
