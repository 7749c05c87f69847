package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.TraceReport;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.run.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says where a row went or where it came from. */
@Command(
        name = "trace",
        description = "Says where a row went, or where it came from: also for merged, excluded and quarantined rows.")
final class TraceCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Parameters(index = "0", paramLabel = "TABLE", description = "A flow, a source table or a target table.")
    @SuppressWarnings("NullAway.Init")
    private String table;

    @Parameters(index = "1", paramLabel = "KEY", description = "The row's key; several columns are joined by |.")
    @SuppressWarnings("NullAway.Init")
    private String key;

    @Override
    public Integer call() {
        Migration migration = whimbrel.migration();
        Trace trace = migration.trace(table, key);
        Map<Trace.Entry, List<String>> companions = new HashMap<>();
        for (Trace.Entry entry : trace.entries()) {
            String target = entry.identity().targetKey();
            if (target != null) {
                companions.put(entry, sourceKeys(migration, entry, target));
            }
        }
        whimbrel.screen().show(new TraceReport(table, key, trace, companions));
        return ExitCode.OK.number();
    }

    /** All source rows of the same flow that stand behind a target row. */
    private static List<String> sourceKeys(Migration migration, Trace.Entry entry, @Nullable String targetKey) {
        if (targetKey == null) {
            return List.of();
        }
        return migration.trace(entry.targetTable(), targetKey).entries().stream()
                .filter(other -> !other.forward() && other.flow().equals(entry.flow()))
                .map(other -> other.identity().sourceKey())
                .toList();
    }
}
