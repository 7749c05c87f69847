package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.Changes;
import dev.whimbrel.control.proof.Extent;
import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.difference.VerdictRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param results by flow and tenant
 * @param patterns those that touch most tenants first
 * @param changes what became of the rows of the verification against which this one was held; null where it was held against none
 * @param moments at which tables were looked at for the first time; none where each was at its own
 * @param standings how the tenants stood at the end of this one and of those before, the oldest first
 */
public record VerifyOutcome(
        Verification verification,
        List<TableResult> results,
        List<PatternSummary> patterns,
        List<Standing> standings,
        Background background,
        @Nullable Changes changes,
        List<KeptMoment> moments) {
    public VerifyOutcome {
        results = List.copyOf(results);
        patterns = List.copyOf(patterns);
        standings = List.copyOf(standings);
        moments = List.copyOf(moments);
    }

    /** Each tenant's verdict over all flows; under {@code *} and {@code ?}, which are no tenants, that of rows of everybody and of nobody known. */
    public Map<String, Judged> tenants() {
        return byTenant(results, background, verification.extent());
    }

    /**
     * That a tenant's own row in the roster is equal proves nothing of a tenant who is silent otherwise; nor do the tables that were looked
     * at, of those that were left out.
     */
    static Map<String, Judged> byTenant(List<TableResult> results, Background background, Extent extent) {
        Map<String, Long> leftOut = results.stream()
                .filter(result -> !extent.has(result.flow()))
                .collect(Collectors.groupingBy(TableResult::tenant, TreeMap::new, Collectors.counting()));
        Map<String, List<Judged>> tables = results.stream()
                .filter(result -> extent.has(result.flow()))
                .map(result ->
                        background.rosterFlows().contains(result.flow()) && result.verdict() == Verdict.FULL_MATCH
                                ? as(result, Verdict.UNTESTED, "the roster's own row")
                                : result)
                .collect(Collectors.groupingBy(
                        TableResult::tenant,
                        TreeMap::new,
                        Collectors.mapping(
                                result -> new Judged(result.verdict(), result.reason()), Collectors.toList())));
        Map<String, Judged> rolled = new TreeMap<>();
        leftOut.forEach((tenant, count) ->
                rolled.put(tenant, VerdictRule.rollUp(tables.getOrDefault(tenant, List.of()), count)));
        tables.forEach((tenant, judged) -> rolled.putIfAbsent(tenant, VerdictRule.rollUp(judged)));
        return rolled;
    }

    /** The same where something changed since on which it rests: no match of these tenants holds any longer. */
    public VerifyOutcome outdated(Predicate<String> tenants, String why) {
        List<TableResult> now = results.stream()
                .map(result -> tenants.test(result.tenant())
                                && result.verdict() != Verdict.DIFFERENCES
                                && result.verdict() != Verdict.INCOMPARABLE
                        ? as(result, Verdict.STALE, why)
                        : result)
                .toList();
        return new VerifyOutcome(verification, now, patterns, standings, background, changes, moments);
    }

    private static TableResult as(TableResult result, Verdict verdict, String reason) {
        return new TableResult(result.flow(), result.table(), result.tenant(), result.rows(), verdict, reason);
    }
}
