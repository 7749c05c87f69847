package dev.whimbrel.engine.copy;

import dev.whimbrel.core.mapping.FieldFault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds each row against what the target's catalogue says of its columns. */
final class RuleStation implements Station {
    private final FlowWork flow;

    RuleStation(FlowWork flow) {
        this.flow = flow;
    }

    @Override
    public void pass(List<Candidate> rows) {
        for (Candidate row : rows) {
            if (!row.isGood()
                    && row.faults().stream().anyMatch(fault -> fault.columns().isEmpty())) {
                // The record as a whole is of no use; what its columns lack says nothing more.
                continue;
            }
            List<FieldFault> found = row.found == null ? flow.rules().check(flow.row(row.values)) : row.found;
            if (!found.isEmpty()) {
                addNew(row, found);
            }
        }
    }

    /** A column that could not be mapped, or a key not drawn for a bad row, is null by now; that is no second fault. */
    private void addNew(Candidate row, List<FieldFault> found) {
        Set<String> faulty = new HashSet<>();
        if (!row.isGood()) {
            flow.generated().forEach(generated -> faulty.add(generated.column().name()));
        }
        row.faults().forEach(fault -> faulty.addAll(fault.columns()));
        for (FieldFault fault : found) {
            if (fault.columns().stream().noneMatch(faulty::contains)) {
                row.fault(fault);
            }
        }
    }
}
