package dev.whimbrel.engine.compare;

import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up the equation of each tenant. Rows are counted under the class of the first look, so that each is counted once. */
public final class Terms {
    private final Map<String, long[]> terms = new HashMap<>();

    private static final int EXPECTED = 0;
    private static final int CHANGED = 1;
    private static final int MISSING = 2;
    private static final int EXTRA = 3;
    private static final int IN_FLIGHT = 4;
    private static final int HOT = 5;
    private static final int TOLERATED = 6;

    public void expected(String tenant) {
        of(tenant)[EXPECTED]++;
    }

    /** @param first MISSING, EXTRA or CHANGED */
    public void differs(String tenant, RowClass first, Status status) {
        long[] own = of(tenant);
        switch (first) {
            case MISSING -> own[MISSING]++;
            case EXTRA -> own[EXTRA]++;
            case CHANGED, WRONG_TENANT, REKEYED, MULTIPLICITY, CARDINALITY, ORPHAN -> own[CHANGED]++;
        }
        switch (status) {
            case IN_FLIGHT -> own[IN_FLIGHT]++;
            case HOT -> own[HOT]++;
            case STABLE -> {}
        }
    }

    /** A row that is changed, but within declared tolerances. */
    public void tolerated(String tenant) {
        differs(tenant, RowClass.CHANGED, Status.STABLE);
        of(tenant)[TOLERATED]++;
    }

    private long[] of(String tenant) {
        long[] known = terms.get(tenant);
        if (known == null) {
            known = new long[TOLERATED + 1];
            terms.put(tenant, known);
        }
        return known;
    }

    /** The equations of all tenants of which any row was met on either side. */
    public Map<String, Equation> equations(ReadCounts read) {
        Set<String> tenants = new TreeSet<>(terms.keySet());
        read.tenants().forEach(tenant -> tenants.add(tenant.text()));
        Map<String, Equation> result = new TreeMap<>();
        for (String tenant : tenants) {
            long[] own = of(tenant);
            ReadCounts.Of source = read.of(new dev.whimbrel.core.value.TenantId(tenant));
            long expected = own[EXPECTED] + source.alike;
            long equal = expected - own[CHANGED] - own[MISSING];
            result.put(
                    tenant,
                    new Equation(
                            source.source,
                            source.excluded,
                            source.merged,
                            expected,
                            equal + own[CHANGED] + own[EXTRA],
                            equal,
                            own[CHANGED],
                            own[MISSING],
                            own[EXTRA],
                            own[IN_FLIGHT],
                            own[HOT],
                            0,
                            0,
                            own[TOLERATED]));
        }
        return result;
    }
}
