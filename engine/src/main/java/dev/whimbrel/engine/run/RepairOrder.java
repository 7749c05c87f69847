package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Repair;
import dev.whimbrel.control.ledger.RepairKey;
import java.util.List;
import java.util.Map;

/**
 * What a run is to repair.
 *
 * @param rows by flow; none where it can only go on with a run that has them already
 */
public record RepairOrder(Repair repair, Map<String, List<RepairKey>> rows) {
    List<RepairKey> of(String flow) {
        return rows.getOrDefault(flow, List.of());
    }

    /** How many there are. */
    public long count() {
        return rows.values().stream().mapToLong(List::size).sum();
    }
}
