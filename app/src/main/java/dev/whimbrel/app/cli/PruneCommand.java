package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.PruneReport;
import dev.whimbrel.engine.evidence.EvidenceFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Deletes old findings. */
@Command(
        name = "prune",
        description = {
            "Says which findings of old verifications would be deleted; with --execute, deletes them.",
            "Verdicts, equations and counts of patterns are kept for ever."
        })
final class PruneCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "90",
            description = "Of verifications that ended more than so many days ago (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "10",
            description = "But never of the newest N of the mapping or of a comparison (default: ${DEFAULT-VALUE}).")
    private int keep;

    @Option(names = "--execute", description = "Delete them.")
    private boolean execute;

    @Override
    public Integer call() {
        if (days < 0 || keep < 1) {
            throw new ParameterException(
                    spec.commandLine(), "'--days' may not be negative, and '--keep' is at least 1: the newest stays");
        }
        EvidenceFile evidence = whimbrel.migration().evidence();
        whimbrel.screen().show(new PruneReport(evidence.prune(days, keep, execute), execute));
        return ExitCode.OK.number();
    }
}
