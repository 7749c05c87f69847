package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Balances.Standing;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.RepairKey;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.copy.FlowWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The row equation of a repair, over the rows that were asked for and no others: rows asked = rows that the source has + rows that it has no
 * more; of the former all were read and are accounted for; and each that landed stands in the target. Other rows of the same tables may
 * differ, and are none of its business.
 */
final class RepairBalancing {
    private static final int BATCH = 20_000;

    private final Facts facts;
    private final Source source;

    RepairBalancing(Facts facts, Source source) {
        this.facts = facts;
        this.source = source;
    }

    List<Balance> of(Ledger ledger) {
        long run = facts.run().id();
        Map<Integer, Map<TenantId, Counts>> counted = ledger.chunks().counts(run);
        List<Balance> result = new ArrayList<>();
        ledger.repairKeys().asked(run).forEach((flowNo, asked) -> {
            FlowWork work = facts.work(flowNo);
            Map<TenantId, Counts> counts = counted.getOrDefault(flowNo, Map.of());
            Map<TenantId, Long> present = present(ledger, work);
            Map<TenantId, Standing> standing = ledger.repairKeys()
                    .standing(run, flowNo, work.flow().target().name(), Balancing.keyText(work));
            TreeSet<TenantId> tenants = new TreeSet<>(asked.keySet());
            tenants.addAll(counts.keySet());
            for (TenantId tenant : tenants) {
                Standing stands = standing.getOrDefault(tenant, new Standing(0, 0));
                long has = present.getOrDefault(tenant, 0L);
                result.add(new Balance(
                        flowNo,
                        work.name(),
                        tenant,
                        has,
                        counts.getOrDefault(tenant, Counts.ZERO),
                        stands.found(),
                        stands.expected(),
                        asked.getOrDefault(tenant, 0L) - has));
            }
        });
        return result;
    }

    /** How many of the rows asked for the source has now, by a statement that shares nothing with the reading. */
    private Map<TenantId, Long> present(Ledger ledger, FlowWork work) {
        Map<TenantId, Long> counts = new HashMap<>();
        Key after = null;
        do {
            KeyRange range = ledger.repairKeys().cut(facts.run().id(), work.flowNo(), after, BATCH);
            Map<Key, TenantId> owners = new HashMap<>();
            for (RepairKey row : ledger.repairKeys().read(facts.run().id(), work.flowNo(), range)) {
                owners.put(work.sourceKey(row.sourceKey()), new TenantId(row.tenant()));
            }
            Set<Key> found = owners.isEmpty()
                    ? Set.of()
                    : source.present(work.flow().source(), work.flow().key(), owners.keySet());
            owners.forEach((key, owner) -> counts.merge(owner, found.contains(key) ? 1L : 0L, Long::sum));
            after = range.upTo();
        } while (after != null);
        return counts;
    }
}
