package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.Changes;
import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.against.Promotion;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a report of one verification says. It holds what may be shown and nothing else: a report adds no value to it.
 *
 * @param results one for each tenant and flow, the flows in the order in which they shall be shown; {@code *} stands for rows that
 *     several tenants share, {@code ?} for rows whose owner is unknown
 * @param patterns in any order
 * @param standings of earlier verifications, in any order; that of this one may be among them
 * @param promotion what became of the verification against which this one was held; null where it was held against none
 * @param moments at which tables were looked at for the first time; none where each was at its own
 * @param tenants the verdict of each tenant over all its tables; who is not in it is counted nowhere. Rows of everybody and of nobody known have none
 */
public record ProofModel(
        Verification verification,
        List<TableResult> results,
        List<PatternSummary> patterns,
        List<Standing> standings,
        Map<String, Verdict> tenants,
        List<UntestedColumn> untested,
        @Nullable Promotion promotion,
        List<KeptMoment> moments) {
    public ProofModel {
        results = List.copyOf(results);
        patterns = List.copyOf(patterns);
        standings = List.copyOf(standings);
        Map<String, Verdict> named = new LinkedHashMap<>(tenants);
        named.keySet().removeIf(tenant -> !TenantId.isOne(tenant));
        tenants = Collections.unmodifiableMap(named);
        untested = List.copyOf(untested);
        moments = List.copyOf(moments);
    }

    /** One that is held against no other. */
    public ProofModel(
            Verification verification,
            List<TableResult> results,
            List<PatternSummary> patterns,
            List<Standing> standings,
            Map<String, Verdict> tenants,
            List<UntestedColumn> untested) {
        this(verification, results, patterns, standings, tenants, untested, null, List.of());
    }

    /** All of what the engine found. */
    public static ProofModel of(VerifyOutcome outcome) {
        return of(outcome, Set.of());
    }

    /** @param resolves ids of the patterns that were to be resolved, where it was held against another */
    public static ProofModel of(VerifyOutcome outcome, Set<String> resolves) {
        Map<String, Verdict> tenants = new LinkedHashMap<>();
        outcome.tenants().forEach((tenant, judged) -> tenants.put(tenant, judged.verdict()));
        Changes changes = outcome.changes();
        return new ProofModel(
                outcome.verification(),
                outcome.results(),
                outcome.patterns(),
                outcome.standings(),
                tenants,
                List.of(),
                changes == null ? null : new Promotion(changes, resolves),
                outcome.moments());
    }

    /** Whether there is any difference that nobody accepted. */
    public boolean differs() {
        return results.stream().anyMatch(result -> result.verdict() == Verdict.DIFFERENCES);
    }

    /** Whether all that there is was compared. */
    public boolean isWhole() {
        return verification.extent().isAll()
                && results.stream()
                        .map(TableResult::verdict)
                        .noneMatch(verdict -> verdict == Verdict.INCOMPARABLE
                                || verdict == Verdict.PARTIAL
                                || verdict == Verdict.STALE);
    }
}
