package dev.whimbrel.engine.plan;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.check.Accounting;
import dev.whimbrel.core.port.Snapshot;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.shelf.TableShelf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do; nothing is written to make it.
 *
 * @param snapshot of which moment rows would be; null where the source's system leaves no choice and each chunk is of its own
 * @param tenants whose rows would move
 * @param flows in the order in which they would run
 * @param shelf what would become of the indexes of the flows' tables; empty where the project file lets none be touched
 * @param accounting what becomes of every source and target column
 * @param problems what would stop the run, what is undecided, and warnings
 */
public record Plan(
        String project,
        String environment,
        String mappingHash,
        @Nullable Snapshot snapshot,
        List<TenantId> tenants,
        List<PlannedFlow> flows,
        List<TableShelf> shelf,
        Accounting accounting,
        List<Problem> problems) {
    public Plan {
        tenants = List.copyOf(tenants);
        flows = List.copyOf(flows);
        shelf = List.copyOf(shelf);
        problems = List.copyOf(problems);
    }

    /** Whether a run may start. */
    public boolean isRunnable() {
        return problems.stream().allMatch(problem -> problem.severity() == Problem.Severity.WARNING);
    }
}
