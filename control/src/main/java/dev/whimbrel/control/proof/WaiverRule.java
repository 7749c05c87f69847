package dev.whimbrel.control.proof;

import dev.whimbrel.control.proof.Waived.OverMatching;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which differences waivers cover. Only those that last can be accepted. A waiver covers all rows that it matches or, where they
 * are more than its cap, none: nobody could say which of them were meant.
 */
public final class WaiverRule {
    private final Tally tally;
    private final Map<Pattern, Map<String, Long>> covered = new HashMap<>();
    private final List<OverMatching> overMatching = new ArrayList<>();
    private final List<Waiver> expired = new ArrayList<>();

    private WaiverRule(Tally tally) {
        this.tally = tally;
    }

    /**
     * Judges the findings of one flow.
     *
     * @param waivers of the project; those of other flows are passed over
     * @param tally all findings of the flow
     */
    public static Waived judge(List<Waiver> waivers, Tally tally, LocalDate today) {
        WaiverRule rule = new WaiverRule(tally);
        waivers.stream()
                .filter(waiver -> waiver.flow().equals(tally.flow()))
                .forEach(waiver -> rule.judge(waiver, today));
        return new Waived(rule.covered, rule.overMatching, rule.expired);
    }

    private void judge(Waiver waiver, LocalDate today) {
        if (today.isAfter(waiver.expiresOn())) {
            expired.add(waiver);
            return;
        }
        long rows = matching(waiver).values().stream()
                .flatMap(tenants -> tenants.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        if (rows > waiver.capRows()) {
            overMatching.add(new OverMatching(waiver, rows));
        } else {
            matching(waiver).forEach((pattern, tenants) -> covered.computeIfAbsent(pattern, no -> new HashMap<>())
                    .putAll(tenants));
        }
    }

    /** How many rows a waiver speaks of, whatever its day and its cap. */
    public static long matching(Waiver waiver, Tally tally) {
        return new WaiverRule(tally)
                .matching(waiver).values().stream()
                        .flatMap(tenants -> tenants.values().stream())
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** The lasting rows that a waiver speaks of: of each pattern and tenant all or none, so that two waivers count none twice. */
    private Map<Pattern, Map<String, Long>> matching(Waiver waiver) {
        Map<Pattern, Map<String, Long>> matching = new HashMap<>();
        tally.counts().forEach((pattern, tenants) -> tenants.keySet().stream()
                .filter(tenant -> waiver.speaksOf(pattern, tenant) && stable(pattern, tenant) > 0)
                .forEach(tenant ->
                        matching.computeIfAbsent(pattern, no -> new HashMap<>()).put(tenant, stable(pattern, tenant))));
        return matching;
    }

    private long stable(Pattern pattern, String tenant) {
        return tally.of(pattern, tenant, Status.STABLE);
    }
}
