package dev.whimbrel.engine.verify;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Roster;
import java.util.List;
import java.util.Optional;

/** Finds the column of a target table that says whose a row is, where the mapping has one. */
final class OwnerColumn {
    private final Prepared prepared;
    private final CompiledFlow flow;

    OwnerColumn(Prepared prepared, CompiledFlow flow) {
        this.prepared = prepared;
        this.flow = flow;
    }

    /** Its place among the compared columns: a copy of the tenant's column, or a reference to the tenant's own row. */
    Optional<Integer> place(List<ComparedColumn> columns) {
        Optional<String> tenant = tenantColumn();
        for (int i = 0; i < columns.size() && tenant.isPresent(); i++) {
            CompiledFlow.Write write = flow.writes().get(columns.get(i).slot());
            if (write.inputs().equals(List.of(tenant.orElseThrow())) && (isCopy(write) || leadsToTenant(write))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The column of the source table that names the tenant, where its rows say so themselves. */
    private Optional<String> tenantColumn() {
        if (prepared.owners(flow.source()) instanceof Ownership.Paths paths
                && paths.paths().size() == 1
                && paths.paths().get(0).steps().isEmpty()) {
            return Optional.of(paths.paths().get(0).tenantColumn());
        }
        return Optional.empty();
    }

    private boolean isCopy(CompiledFlow.Write write) {
        return flow.flow().fields().get(write.column().name()) instanceof FieldRule.Copy;
    }

    private boolean leadsToTenant(CompiledFlow.Write write) {
        return write.fill() instanceof Fill.Reference reference
                && prepared.project().roster() instanceof Roster.FromTable roster
                && prepared.flows().stream()
                        .anyMatch(parent -> parent.name().equals(reference.flow())
                                && parent.source().name().equals(roster.table())
                                && parent.key().equals(List.of(roster.column())));
    }
}
