package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The findings of one flow counted by pattern, tenant and status, as they come. Of one thread. */
public final class Tally {
    private static final int STATUSES = Status.values().length;

    private final String flow;
    private final Map<Pattern, Map<String, long[]>> counts = new LinkedHashMap<>();

    public Tally(String flow) {
        this.flow = flow;
    }

    public String flow() {
        return flow;
    }

    /** Counts a finding. */
    public void add(Finding finding) {
        add(Pattern.of(flow, finding), finding);
    }

    /** How many of this pattern, tenant and status there are with this one. */
    long add(Pattern pattern, Finding finding) {
        long[] row = counts.computeIfAbsent(pattern, no -> new LinkedHashMap<>())
                .computeIfAbsent(finding.tenant(), no -> new long[STATUSES]);
        return ++row[finding.status().ordinal()];
    }

    /** Counts rows that were counted before. */
    void add(Pattern pattern, String tenant, long inFlight, long stable, long hot) {
        long[] row = counts.computeIfAbsent(pattern, no -> new LinkedHashMap<>())
                .computeIfAbsent(tenant, no -> new long[STATUSES]);
        row[Status.IN_FLIGHT.ordinal()] += inFlight;
        row[Status.STABLE.ordinal()] += stable;
        row[Status.HOT.ordinal()] += hot;
    }

    /** How many of a pattern and tenant have this status. */
    public long of(Pattern pattern, String tenant, Status status) {
        long[] row = counts.getOrDefault(pattern, Map.of()).get(tenant);
        return row == null ? 0 : row[status.ordinal()];
    }

    Map<Pattern, Map<String, long[]>> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
