package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.progress.VerifyProgress;
import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

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

    @ArgGroup
    private TenantOptions tenants = new TenantOptions();

    @Mixin
    private SettleOption settle = new SettleOption();

    @Override
    public Integer call() {
        Screen screen = whimbrel.screen();
        VerifyOutcome outcome;
        try (VerifyProgress progress = new VerifyProgress(screen)) {
            outcome = whimbrel.migration()
                    .verify(tenants.tenants(), progress)
                    .settling(settle.time())
                    .execute();
        }
        ProofModel model = ProofModel.of(outcome);
        screen.show(new ProofReport("verify", model));
        return ExitCode.of(model).number();
    }
}
