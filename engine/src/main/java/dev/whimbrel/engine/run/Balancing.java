package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Balances.Standing;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Identities.Totals;
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
import org.jspecify.annotations.Nullable;

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
        try (SourceCounts inSource = new SourceCounts(source, facts.works())) {
            return of(ledger, inSource);
        }
    }

    private List<Balance> of(Ledger ledger, SourceCounts sources) {
        Map<Integer, Map<TenantId, Counts>> counted =
                ledger.chunks().counts(facts.run().id());
        List<Balance> result = new ArrayList<>();
        facts.works().forEach((flowNo, work) -> {
            Map<TenantId, Counts> counts = counted.getOrDefault(flowNo, Map.of());
            Totals totals = ledger.identities().totals(flowNo);
            Map<TenantId, Long> known = totals.all();
            Map<TenantId, Standing> standing = ledger.balances()
                    .standing(flowNo, work.flow().target().name(), keyText(work), wholeKey(work), totals);
            Map<TenantId, Long> inSource = sources.of(flowNo);
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

    /** The target's key where it is one whole number, by which identities in pages are found; else null. */
    private static @Nullable String wholeKey(FlowWork work) {
        Column key = work.keyColumns().get(0);
        return work.keyColumns().size() == 1 && key.type().isInteger() ? key.name() : null;
    }

    /** SQL for the canonical text of the target's key, as {@link dev.whimbrel.core.value.Key#text()} makes it. */
    static String keyText(FlowWork work) {
        if (work.keyColumns().size() == 1) {
            return partText(work.keyColumns().get(0));
        }
        return work.keyColumns().stream()
                .map(column -> column.type().isText() ? escaped(partText(column)) : partText(column))
                .collect(Collectors.joining(" || '|' || "));
    }

    /** A backslash would be taken by the parser of named parameters, so it is written as chr(92). */
    private static String escaped(String text) {
        return "replace(replace(" + text + ", chr(92), repeat(chr(92), 2)), '|', chr(92) || '|')";
    }

    private static String partText(Column column) {
        String name = "t.\"" + column.name().replace("\"", "\"\"") + '"';
        if (column.type().kind() == Type.Kind.DECIMAL) {
            return "trim_scale(" + name + ")::text";
        }
        return switch (column.type().kind()) {
            // As Java's own texts of these values are: an ISO date and time, without seconds or a fraction that are
            // zero.
            case TIMESTAMP -> isoTime("to_char(" + name + ", 'YYYY-MM-DD\"T\"HH24:MI')", name, "");
            case TIME -> isoTime("to_char(" + name + ", 'HH24:MI')", name, "");
            case TIMESTAMPTZ ->
                isoTime("to_char(" + name + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')", name, "Z");
            case BYTES -> "encode(" + name + ", 'hex')";
            default -> name + "::text";
        };
    }

    /** Appends seconds and fraction, in groups of three digits, where they are not zero; and always where they are there already. */
    private static String isoTime(String minutes, String name, String zone) {
        String micros = "to_char(" + name + ", 'US')";
        String fraction = "case when " + micros + " = '000000' then '' when right(" + micros
                + ", 3) = '000' then '.' || left(" + micros + ", 3) else '.' || " + micros + " end";
        if (!zone.isEmpty()) {
            return "(" + minutes + " || " + fraction + " || '" + zone + "')";
        }
        String seconds = "to_char(" + name + ", ':SS')";
        return "(" + minutes + " || case when " + seconds + " = ':00' and " + micros + " = '000000' then '' else "
                + seconds + " end || " + fraction + ")";
    }
}
