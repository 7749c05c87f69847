package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.WaiverList;
import dev.whimbrel.engine.waive.Waiving;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Accepts differences of one pattern. */
@Command(
        name = "waive",
        description = {
            "Accepts the differences of one pattern, from the next verification on and until a day.",
            "It covers rows that differ in these columns in this way and in no other. Where there are more of them than the cap, it"
                    + " covers none. That a row stands under another tenant is never accepted."
        })
final class WaiveCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Parameters(paramLabel = "PATTERN", description = "The pattern's id, as `report` shows it.")
    @SuppressWarnings("NullAway.Init")
    private String pattern;

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "KEY",
            description = "Only this tenant's rows.")
    private @Nullable String tenant;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why they are accepted.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(names = "--approver", required = true, paramLabel = "NAME", description = "Who approved it.")
    @SuppressWarnings("NullAway.Init")
    private String approver;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "DATE",
            converter = Day.class,
            description = "The last day on which it counts, such as 2027-01-31; at most a year ahead.")
    @SuppressWarnings("NullAway.Init")
    private LocalDate until;

    @Option(names = "--cap", required = true, paramLabel = "ROWS", description = "How many rows it may cover at most.")
    private long cap;

    @Override
    public Integer call() {
        Waiving.Standing accepted =
                whimbrel.migration().waiving().accept(new Waiving.Wish(pattern, tenant, reason, approver, until, cap));
        whimbrel.screen().show(new WaiverList("waive", List.of(accepted)));
        return ExitCode.OK.number();
    }

    /** Reads a day as everybody writes it down. */
    static final class Day implements CommandLine.ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new CommandLine.TypeConversionException("what was given is no day such as 2027-01-31");
            }
        }
    }
}
