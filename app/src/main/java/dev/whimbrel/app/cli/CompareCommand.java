package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.progress.VerifyProgress;
import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.selftest.Tested;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Compares two sets of tables that are to hold the same. */
@Command(
        name = "compare",
        description = {
            "Holds two sets of tables that are to hold the same against each other, row by row, as the project file says under"
                    + " `comparisons:`.",
            "It says of each difference of what kind it is, groups them by cause, and shows no value unless its column is public."
                    + " One that was interrupted goes on with the tables that are left."
        })
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The comparison; it may be left out where there is only one.")
    private @Nullable String name;

    @Mixin
    private TenantOptions tenants = new TenantOptions();

    @Mixin
    private SettleOption settle = new SettleOption();

    @Mixin
    private SelfTestOption selfTest = new SelfTestOption();

    @Mixin
    private MomentOption moment = new MomentOption();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Only this table, by its name in the comparison; may be given several times.")
    private Set<String> tables = Set.of();

    @Override
    public Integer call() {
        Screen screen = whimbrel.screen();
        VerifyOutcome outcome;
        Map<String, Tested> tested;
        try (VerifyProgress progress = new VerifyProgress(screen, whimbrel.causes())) {
            outcome = whimbrel.migration()
                    .compare(name, tenants.tenants(whimbrel::project), progress)
                    .settling(settle.time())
                    .selfTesting(selfTest.rows())
                    .atOneMoment(moment.isOne())
                    .only(tables)
                    .execute();
            tested = progress.selfTests();
        }
        ProofModel model = ProofModel.of(outcome);
        screen.show(selfTest.with(tested, new ProofReport("compare", model)));
        return ExitCode.of(model).number();
    }
}
