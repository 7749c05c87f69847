package dev.whimbrel.engine.copy;

import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.schema.Column;
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
            List<FieldFault> found = flow.rules().check(flow.row(row.values));
            if (!found.isEmpty()) {
                addNew(row, found);
            }
        }
    }

    /** A column that could not be mapped is null by now; that it may not be null is no second fault. */
    private static void addNew(Candidate row, List<FieldFault> found) {
        Set<String> faulty = new HashSet<>();
        row.faults.forEach(fault -> faulty.addAll(fault.columns()));
        for (FieldFault fault : found) {
            if (fault.columns().stream().noneMatch(faulty::contains)) {
                row.faults.add(fault);
            }
        }
    }

    static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
