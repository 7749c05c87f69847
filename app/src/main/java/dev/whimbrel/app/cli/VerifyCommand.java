package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.progress.VerifyProgress;
import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.app.cli.report.proof.ProofReport;
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

    @Mixin
    private SelfTestOption selfTest = new SelfTestOption();

    @Mixin
    private MomentOption moment = new MomentOption();

    @Option(
            names = "--flow",
            paramLabel = "NAME",
            description =
                    "Only this flow; may be given several times. Laws are left out then, unless they are named too.")
    private Set<String> flows = Set.of();

    @Option(names = "--law", paramLabel = "NAME", description = "Only this law; may be given several times.")
    private Set<String> laws = Set.of();

    @Option(
            names = "--touched-by",
            paramLabel = "RUN",
            description =
                    "Only rows that this run inserted, rewrote, merged, excluded or quarantined, unless a later run touched them since. Laws"
                            + " are left out.")
    private @Nullable Long touchedBy;

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
        if (touchedBy != null && !laws.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "'--law' and '--touched-by' exclude each other: a law is about all rows");
        }
        VerifyOutcome outcome;
        Map<String, Tested> tested;
        try (VerifyProgress progress = new VerifyProgress(screen, whimbrel.causes())) {
            outcome = whimbrel.migration()
                    .verify(tenants.tenants(whimbrel::project), progress)
                    .settling(settle.time())
                    .selfTesting(selfTest.rows())
                    .atOneMoment(moment.isOne())
                    .only(flows, laws)
                    .touchedBy(touchedBy)
                    .against(against)
                    .resolving(Set.copyOf(resolves))
                    .execute();
            tested = progress.selfTests();
        }
        ProofModel model = ProofModel.of(outcome, Set.copyOf(resolves));
        screen.show(selfTest.with(tested, new ProofReport("verify", model)));
        return ExitCode.of(model).number();
    }
}
