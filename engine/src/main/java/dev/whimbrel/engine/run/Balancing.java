package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Balances.Standing;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.engine.copy.FlowWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The row equation: for each flow and tenant, what the chunks recorded is held against counts made afresh in both databases by
 * statements that share nothing with the copying.
 */
final class Balancing {
    private final Facts facts;
    private final Source source;

    Balancing(Facts facts, Source source) {
        this.facts = facts;
        this.source = source;
    }

    List<Balance> of(Ledger ledger) {
        Map<Integer, Map<TenantId, Counts>> counted =
                ledger.chunks().counts(facts.run().id());
        List<Balance> result = new ArrayList<>();
        facts.works().forEach((flowNo, work) -> {
            Map<TenantId, Counts> counts = counted.getOrDefault(flowNo, Map.of());
            Map<TenantId, Long> inSource = source.count(work.read());
            Map<TenantId, Long> known = ledger.identities().totals(flowNo);
            Map<TenantId, Standing> standing =
                    ledger.balances().standing(flowNo, work.flow().target().name(), keyText(work));
            TreeSet<TenantId> tenants = new TreeSet<>(counts.keySet());
            tenants.addAll(inSource.keySet());
            known.keySet().stream().filter(this::isInScope).forEach(tenants::add);
            for (TenantId tenant : tenants) {
                Counts count = counts.getOrDefault(tenant, Counts.ZERO);
                Standing stands = standing.getOrDefault(tenant, new Standing(0, 0));
                result.add(new Balance(
                        flowNo,
                        work.name(),
                        tenant,
                        inSource.getOrDefault(tenant, 0L),
                        count,
                        stands.found(),
                        stands.expected(),
                        known.getOrDefault(tenant, 0L) - count.read()));
            }
        });
        return result;
    }

    /** Rows of a tenant that has none left in the source are looked for all the same. */
    private boolean isInScope(TenantId tenant) {
        return facts.tenants().isEmpty() || facts.tenants().contains(tenant);
    }

    /** SQL for the canonical text of the target's key, as {@link dev.whimbrel.core.value.Key#text()} makes it. */
    static String keyText(FlowWork work) {
        return work.keyColumns().stream().map(Balancing::partText).collect(Collectors.joining(" || '|' || "));
    }

    private static String partText(Column column) {
        String name = "t.\"" + column.name().replace("\"", "\"\"") + '"';
        if (column.type().kind() == Type.Kind.DECIMAL) {
            return "trim_scale(" + name + ")::text";
        }
        if (column.type().isText()) {
            // A backslash would be taken by the parser of named parameters, so it is written as chr(92).
            return "replace(replace(" + name + "::text, chr(92), repeat(chr(92), 2)), '|', chr(92) || '|')";
        }
        return name + "::text";
    }
}
