package dev.whimbrel.engine.copy;

import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds, before writing, rows that would break a unique key or a foreign key of the target; set-wise, by batch. */
final class ConstraintStation implements Station {
    private final FlowWork flow;
    private final Landing landing;
    /** The target held no row when the run began: only rows of the run itself can meet there. */
    private final boolean vacant;

    ConstraintStation(FlowWork flow, Landing landing, boolean vacant) {
        this.flow = flow;
        this.landing = landing;
        this.vacant = vacant;
    }

    @Override
    public void pass(List<Candidate> rows) {
        for (FlowWork.Constraint unique : flow.uniques()) {
            // Where somebody else puts rows there meanwhile, the target itself refuses ours.
            if (!(vacant && flow.guarded() && unique.distinct())) {
                unique(rows, unique);
            }
        }
        for (FlowWork.Constraint parent : flow.foreignKeys()) {
            foreignKey(rows, parent);
        }
    }

    private void unique(List<Candidate> rows, FlowWork.Constraint unique) {
        Map<Key, Candidate> first = new TreeMap<>(java.util.Comparator.comparing(Key::text));
        // Who has the values already keeps them; a newcomer is the one that fails.
        List<Candidate> ordered = new ArrayList<>(rows);
        ordered.sort(java.util.Comparator.comparing(row -> !row.landedBefore()));
        for (Candidate row : ordered) {
            Key values = row.isGood() ? unique.of(row.values) : null;
            if (values != null && first.putIfAbsent(values, row) != null) {
                row.fault("UNIQUE_IN_RUN", unique.columnNames(), "another row of this run has the same values");
            }
        }
        Map<Key, Key> holders = first.isEmpty() ? Map.of() : landing.holders(flow, unique, first.keySet());
        holders.forEach((values, holder) -> {
            Candidate row = first.get(values);
            if (row != null && !sameRow(row, holder)) {
                row.fault("UNIQUE_IN_TARGET", unique.columnNames(), "another row of the target has the same values");
            }
        });
    }

    private static boolean sameRow(Candidate row, Key holder) {
        Key own = row.landedBefore() ? row.targetKey : null;
        return own != null && own.text().equals(holder.text());
    }

    private void foreignKey(List<Candidate> rows, FlowWork.Constraint parent) {
        Map<String, Key> wanted = new HashMap<>();
        for (Candidate row : rows) {
            Key values = row.isGood() ? parent.of(row.values) : null;
            if (values != null) {
                wanted.put(values.text(), values);
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Set<String> present = new java.util.HashSet<>();
        landing.existing(parent, wanted.values()).forEach(key -> present.add(key.text()));
        for (Candidate row : rows) {
            Key values = row.isGood() ? parent.of(row.values) : null;
            if (values != null && !present.contains(values.text())) {
                row.fault(
                        "FOREIGN_KEY_MISSING",
                        own(parent),
                        "no row of " + parent.table().name() + " has this key");
            }
        }
    }

    private List<String> own(FlowWork.Constraint parent) {
        return java.util.Arrays.stream(parent.slots())
                .mapToObj(slot -> flow.flow().writes().get(slot).column().name())
                .toList();
    }
}
