package dev.whimbrel.engine.repair;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.RepairKey;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Taxonomy;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.run.ControlSession;
import dev.whimbrel.engine.verify.FoundListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parts what a verification finds into rows that can be repaired and rows that cannot, counted by pattern; keeps the keys of the former. */
final class Sorting implements FoundListener {
    private static final int BATCH = 1_000;

    private final Prepared prepared;
    private final RepairRequest request;
    private final ControlSession control;
    private final int most;
    private final Map<Pattern, String> ids = new HashMap<>();
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Map<String, List<RepairKey>> rows = new LinkedHashMap<>();
    private final Map<String, String> tenants = new HashMap<>();
    private long kept;
    private boolean over;
    private @Nullable RuntimeException failure;

    /** @param most keys that are kept; 0 where only the counts are wanted */
    Sorting(Prepared prepared, RepairRequest request, ControlSession control, int most) {
        this.prepared = prepared;
        this.request = request;
        this.control = control;
        this.most = most;
    }

    private static final class Count {
        private final Pattern pattern;
        private final Map<Why, Long> left = new EnumMap<>(Why.class);
        private final Map<String, Long> tenants = new TreeMap<>();
        private long rewritten;
        private long inserted;

        Count(Pattern pattern) {
            this.pattern = pattern;
        }

        PlannedPattern planned(String id) {
            return new PlannedPattern(id, pattern, rewritten, inserted, left, tenants);
        }
    }

    @Override
    public void found(String part, @Nullable CompiledFlow flow, Iterable<Finding> findings) {
        try {
            sort(part, new RepairRule(flow, flow != null && prepared.guarded(flow)), findings);
        } catch (RuntimeException e) {
            // What was verified is recorded and holds; only no repair can follow from it.
            failure = e;
        }
    }

    private void sort(String part, RepairRule rule, Iterable<Finding> findings) {
        List<Finding> batch = new ArrayList<>();
        for (Finding finding : findings) {
            if (request.concerns(id(Pattern.of(part, finding)))) {
                batch.add(finding);
            }
            if (batch.size() == BATCH) {
                sortBatch(part, rule, batch);
                batch.clear();
            }
        }
        sortBatch(part, rule, batch);
    }

    private String id(Pattern pattern) {
        return ids.computeIfAbsent(pattern, Taxonomy::id);
    }

    private void sortBatch(String part, RepairRule rule, List<Finding> findings) {
        Set<String> landed = landed(part, findings);
        for (Finding finding : findings) {
            Pattern pattern = Pattern.of(part, finding);
            Count count = counts.computeIfAbsent(id(pattern), id -> new Count(pattern));
            Optional<Why> why = rule.why(finding, landed.contains(finding.key()));
            if (why.isPresent()) {
                count.left.merge(why.orElseThrow(), 1L, Long::sum);
                continue;
            }
            if (finding.rowClass() == RowClass.MISSING) {
                count.inserted++;
            } else {
                count.rewritten++;
            }
            String tenant = tenants.computeIfAbsent(finding.tenant(), name -> name);
            count.tenants.merge(tenant, 1L, Long::sum);
            keep(part, new RepairKey(finding.key(), tenant, id(pattern)));
        }
    }

    private void keep(String flow, RepairKey row) {
        if (kept < most) {
            rows.computeIfAbsent(flow, name -> new ArrayList<>()).add(row);
            kept++;
        } else {
            over = true;
        }
    }

    /** Rows without a cause that the identity map has as standing in the target. */
    private Set<String> landed(String flow, List<Finding> findings) {
        List<String> keys = findings.stream()
                .filter(RepairRule::asksWhetherLanded)
                .map(Finding::key)
                .toList();
        if (keys.isEmpty()) {
            return Set.of();
        }
        return control.with(ledger -> {
            Set<String> landed = new HashSet<>();
            ledger.steps()
                    .findFlow(prepared.project().name(), flow)
                    .map(number -> ledger.identities().find(number, keys))
                    .orElse(Map.of())
                    .forEach((key, identity) -> {
                        if (identity.outcome() == Identity.Outcome.WRITTEN) {
                            landed.add(key);
                        }
                    });
            return landed;
        });
    }

    /** What somebody has accepted stays, unless its pattern is named. */
    private Set<String> accepted(VerifyOutcome outcome) {
        Set<String> accepted = new HashSet<>();
        outcome.patterns().stream()
                .filter(pattern -> pattern.waived() > 0 && request.patterns().isEmpty())
                .map(PatternSummary::id)
                .forEach(accepted::add);
        return accepted;
    }

    /** Throws what kept it from seeing everything. */
    RepairPlan plan(VerifyOutcome outcome) {
        if (failure != null) {
            throw failure;
        }
        Set<String> accepted = accepted(outcome);
        List<PlannedPattern> patterns = new ArrayList<>();
        counts.forEach((id, count) -> {
            PlannedPattern planned = count.planned(id);
            patterns.add(accepted.contains(id) && planned.repaired() > 0 ? planned.leftFor(Why.ACCEPTED) : planned);
        });
        patterns.sort(Comparator.comparingLong(PlannedPattern::repaired)
                .thenComparingLong(PlannedPattern::leftRows)
                .reversed()
                .thenComparing(PlannedPattern::id));
        return new RepairPlan(outcome, patterns);
    }

    /** The rows to repair, by flow. */
    Map<String, List<RepairKey>> rows(VerifyOutcome outcome) {
        Set<String> accepted = accepted(outcome);
        rows.values().forEach(list -> list.removeIf(row -> accepted.contains(row.pattern())));
        rows.values().removeIf(List::isEmpty);
        return rows;
    }

    /** Whether there were more than could be kept. */
    boolean isOver() {
        return over;
    }
}
