package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.beta.ArrivalList;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists arrivals. */
@Command(
        name = "arrivals",
        description = "Lists what arrived, in the order in which it came, and what could not be taken.")
final class BetaArrivalsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BetaCommand beta;

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "KEY",
            description = "Only this tenant's.")
    private @Nullable String tenant;

    @Override
    public Integer call() {
        if (tenant != null && tenant.isBlank()) {
            throw Fault.user("TENANT_UNKNOWN", "Cannot list: a tenant's key is empty", "Name a tenant after --tenant.");
        }
        TenantId wanted = tenant == null ? null : new TenantId(tenant.strip());
        beta.whimbrel()
                .screen()
                .show(new ArrivalList(beta.whimbrel().migration().arriving().list(wanted), wanted));
        return ExitCode.OK.number();
    }
}
