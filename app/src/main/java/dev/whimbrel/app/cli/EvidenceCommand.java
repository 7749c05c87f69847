package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.EvidenceReport;
import dev.whimbrel.engine.evidence.EvidenceFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes findings into a file for other tools. */
@Command(
        name = "evidence",
        description = {
            "Writes the findings of a verification that are kept into a CSV or Parquet file for other tools: a line for each column that differs.",
            "The newest verification of the mapping is meant, or the one of a number. No value stands there unless its column is public."
        })
final class EvidenceCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "The verification's number.")
    private @Nullable Long verification;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where it is written. An older one is replaced once the new one is whole.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or parquet; by the file's ending unless given, and csv where that says nothing.")
    private EvidenceFile.@Nullable Format format;

    @Override
    public Integer call() {
        EvidenceFile.Format chosen = format == null ? EvidenceFile.Format.of(output) : format;
        whimbrel.screen()
                .show(new EvidenceReport(whimbrel.migration().evidence().write(verification, output, chosen)));
        return ExitCode.OK.number();
    }
}
