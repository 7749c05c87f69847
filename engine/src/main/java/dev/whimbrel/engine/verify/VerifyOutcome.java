package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.VerdictRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a verification found.
 *
 * @param results by flow and tenant
 * @param patterns those that touch most tenants first
 * @param standings how the tenants stood at the end of this one and of those before, the oldest first
 */
public record VerifyOutcome(
        Verification verification, List<TableResult> results, List<PatternSummary> patterns, List<Standing> standings) {
    public VerifyOutcome {
        results = List.copyOf(results);
        patterns = List.copyOf(patterns);
        standings = List.copyOf(standings);
    }

    /** Each tenant's verdict over all flows. */
    public Map<String, Judged> tenants() {
        return byTenant(results);
    }

    static Map<String, Judged> byTenant(List<TableResult> results) {
        Map<String, List<Judged>> tables = results.stream()
                .collect(Collectors.groupingBy(
                        TableResult::tenant,
                        TreeMap::new,
                        Collectors.mapping(
                                result -> new Judged(result.verdict(), result.reason()), Collectors.toList())));
        Map<String, Judged> rolled = new TreeMap<>();
        tables.forEach((tenant, judged) -> rolled.put(tenant, VerdictRule.rollUp(judged)));
        return rolled;
    }
}
