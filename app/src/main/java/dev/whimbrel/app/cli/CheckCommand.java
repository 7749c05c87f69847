package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.progress.Progress;
import dev.whimbrel.app.cli.report.CheckReport;
import dev.whimbrel.app.cli.report.DataCheckReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.plan.Tenants;
import dev.whimbrel.engine.run.DataCheck;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Holds the project against both systems, and on request every row against the mapping. */
@Command(
        name = "check",
        description = {
            "Checks connections, permissions, ownership, mapping and types, and shows all problems at once.",
            "Nothing is written."
        })
final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(names = "--data", description = "Also take every row through the mapping and predict what cannot land.")
    private boolean data;

    @Mixin
    private TenantOptions tenants = new TenantOptions();

    @Override
    public Integer call() {
        Screen screen = whimbrel.screen();
        Migration migration = whimbrel.migration();
        Prepared prepared = migration.prepare();
        Tenants.require(prepared.tenants(), tenants.tenants(whimbrel::project));
        CheckReport report = new CheckReport(prepared, null);
        if (!screen.isJson()) {
            report.printPrepared(screen);
        }
        DataCheck rows = data && report.isGood() ? rows(migration, screen) : null;
        screen.show(new CheckReport(prepared, rows == null ? null : new DataCheckReport(rows)));
        return code(report, rows).number();
    }

    private DataCheck rows(Migration migration, Screen screen) {
        try (Progress progress = new Progress(screen, -1)) {
            return migration.checkData(tenants.tenants(whimbrel::project), progress);
        }
    }

    private static ExitCode code(CheckReport report, @Nullable DataCheck rows) {
        if (!report.isGood()) {
            return ExitCode.USER;
        }
        return rows != null && rows.rejected() > 0 ? ExitCode.ISSUES : ExitCode.OK;
    }
}
