package dev.whimbrel.control.proof;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a verification read of a flow's source, as far as it takes to tell whether that is the same another time.
 *
 * @param columns that were read, by name, in the order in which they entered the sums
 * @param sums by tenant
 */
public record FlowInput(List<String> columns, Map<String, Sum> sums) {
    /** Of a flow of which nothing was read, or nothing kept. */
    public static final FlowInput NONE = new FlowInput(List.of(), Map.of());

    /** Parts of each tenant's rows, by their keys: where a few rows changed, it is still known of the others that they did not. */
    public static final int PARTS = 64;

    public FlowInput {
        columns = List.copyOf(columns);
        sums = Collections.unmodifiableMap(new TreeMap<>(sums));
    }

    /**
     * All rows of one tenant.
     *
     * @param tokens of the sum of the digests of each part's rows
     */
    public record Sum(long rows, List<Long> tokens) {
        public Sum {
            tokens = List.copyOf(tokens);
        }
    }

    /** Which part a row belongs to, by its canonical key. */
    public static int part(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> Short.SIZE) & (PARTS - 1);
    }

    /** The same of some tenants. */
    public FlowInput of(Predicate<String> tenants) {
        Map<String, Sum> own = new TreeMap<>(sums);
        own.keySet().removeIf(tenants.negate());
        return new FlowInput(columns, own);
    }

    /** Whether all was read that the other read, and it is the same. */
    public boolean isSame(FlowInput other) {
        return isKnown() && columns.equals(other.columns) && sums.equals(other.sums);
    }

    /** Whether the part of a tenant's rows in which a row of this key is, or would be, is the same. */
    public boolean isSame(FlowInput other, String tenant, String key) {
        int part = part(key);
        return isKnown() && columns.equals(other.columns) && token(tenant, part) == other.token(tenant, part);
    }

    /** Whether a tenant's rows are the same. */
    public boolean isSame(FlowInput other, String tenant) {
        Sum own = sums.get(tenant);
        return isKnown()
                && columns.equals(other.columns)
                && (own == null ? !other.sums.containsKey(tenant) : own.equals(other.sums.get(tenant)));
    }

    /** Whether anything was kept. */
    public boolean isKnown() {
        return !columns.isEmpty();
    }

    /** Zero where the tenant has no rows, as for a part without rows. */
    private long token(String tenant, int part) {
        @Nullable Sum sum = sums.get(tenant);
        return sum == null ? 0 : sum.tokens().get(part);
    }

    /** Rows of all tenants. */
    public long rows() {
        return sums.values().stream().mapToLong(Sum::rows).sum();
    }
}
