package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.copy.FlowWork;
import dev.whimbrel.engine.plan.Prepared;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What does not change while a process works on a run.
 *
 * @param works the flows by the ledger's number
 * @param tenantNumbers the ledger's numbers of the tenants that are known when the process begins
 * @param steps the run's steps, by number from 1
 * @param held names of the leases that this process knows it has; shared by its threads
 * @param sources where its threads have their sources from
 * @param othersMoved tenants that are not part of this run have moved before
 */
record Facts(
        Prepared prepared,
        Run run,
        int worker,
        Map<Integer, FlowWork> works,
        Map<String, Integer> flowNumbers,
        Map<TenantId, Integer> tenantNumbers,
        List<Step> steps,
        Set<TenantId> tenants,
        boolean othersMoved,
        Set<String> held,
        Sources sources) {
    boolean repairs() {
        return run.repair() != null;
    }

    /** Keys of the rows that a repair goes over in a range; null in an ordinary run. */
    @Nullable
    List<Key> repaired(Ledger ledger, FlowWork work, KeyRange range) {
        return repairs()
                ? ledger.repairKeys().read(run.id(), work.flowNo(), range).stream()
                        .map(row -> work.sourceKey(row.sourceKey()))
                        .toList()
                : null;
    }

    FlowWork work(int flowNo) {
        FlowWork work = works.get(flowNo);
        if (work == null) {
            throw new IllegalStateException("No flow has number " + flowNo);
        }
        return work;
    }

    int flowNumber(String name) {
        Integer number = flowNumbers.get(name);
        if (number == null) {
            throw new IllegalStateException("No flow is named " + name);
        }
        return number;
    }

    Step step(int number) {
        return steps.get(number - 1);
    }
}
