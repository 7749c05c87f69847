package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.progress.VerifyProgress;
import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.report.proof.SelfTestedReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.selftest.Tested;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compares every row of the target with what the mapping makes of the source. */
@Command(
        name = "verify",
        description = {
            "Reads both systems again and compares every row of the target with what the mapping makes of the source.",
            "Finds what is missing, extra or different, says of what kind each difference is, and groups them by cause. No value is"
                    + " shown unless its column is public. A verification that was interrupted goes on with the tables that are left."
        })
final class VerifyCommand implements Callable<Integer> {
    /** Rows of each table that are mutated. */
    private static final int SAMPLE = 500;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private TenantOptions tenants = new TenantOptions();

    @Mixin
    private SettleOption settle = new SettleOption();

    @Option(
            names = "--self-test",
            description =
                    "First attack the comparison: mutate up to 500 rows of each table in every column, in memory, and count what it"
                            + " finds. A column in which it misses any cannot match in full.")
    private boolean selfTest;

    @Option(
            names = "--against",
            paramLabel = "NUMBER",
            description =
                    "Hold it against an earlier verification: what became of the rows that differed then, and which differ newly. The"
                            + " exit code then says whether the change may go on its way, see below.")
    private @Nullable Long against;

    @Option(
            names = "--resolves",
            paramLabel = "PATTERN",
            split = ",",
            description = "With '--against': patterns, by their ids, that the change was to resolve.")
    private List<String> resolves = List.of();

    @Override
    public Integer call() {
        Screen screen = whimbrel.screen();
        if (against == null && !resolves.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "'--resolves' says something only with '--against'");
        }
        VerifyOutcome outcome;
        Map<String, Tested> tested;
        try (VerifyProgress progress = new VerifyProgress(screen)) {
            outcome = whimbrel.migration()
                    .verify(tenants.tenants(whimbrel::project), progress)
                    .settling(settle.time())
                    .selfTesting(selfTest ? SAMPLE : 0)
                    .against(against)
                    .resolving(Set.copyOf(resolves))
                    .execute();
            tested = progress.selfTests();
        }
        ProofModel model = ProofModel.of(outcome, Set.copyOf(resolves));
        ProofReport report = new ProofReport("verify", model);
        screen.show(selfTest ? new SelfTestedReport(report, tested) : report);
        return ExitCode.of(model).number();
    }
}
