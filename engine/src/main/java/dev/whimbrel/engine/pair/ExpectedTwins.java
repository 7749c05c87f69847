package dev.whimbrel.engine.pair;

import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import dev.whimbrel.engine.compare.ActualRows;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.ExpectedRows;
import dev.whimbrel.engine.compare.ReadCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the expected side. A value that cannot be read equals nothing, not even another one that cannot be read: two of them need
 * not be the same.
 */
final class ExpectedTwins implements ExpectedRows {
    /** Stands on the expected side for a reference to nothing. */
    static final Unreadable FROM_NOWHERE = new Unreadable("REFERENCE_FROM_NOTHING");

    private final TwinRows rows;
    private final Set<TenantId> tenants;
    private final Rest rest;

    /** @param tenants whose rows are expected; none means all */
    ExpectedTwins(TwinRows rows, Set<TenantId> tenants, Rest rest) {
        this.rows = rows;
        this.tenants = Set.copyOf(tenants);
        this.rest = rest;
    }

    @Override
    public void each(ReadCounts read, Consumer<ExpectedRow> to) {
        rows.each((key, values, malformed) -> {
            TenantId tenant = malformed == null ? rows.owner(values) : TenantId.UNKNOWN;
            rest.told(tenant);
            if (isWanted(tenant)) {
                read.read(tenant);
                to.accept(row(key, tenant, values, malformed));
            }
        });
        rest.end(read, this::isWanted);
    }

    @Override
    public void again(ReadCounts read, Predicate<String> wanted, Consumer<ExpectedRow> to) {
        rows.each(wanted, (key, values, malformed) -> {
            TenantId tenant = malformed == null ? rows.owner(values) : TenantId.UNKNOWN;
            if (isWanted(tenant)) {
                read.read(tenant);
                to.accept(row(key, tenant, values, malformed));
            }
        });
    }

    @Override
    public Map<String, List<ExpectedRow>> find(Collection<String> keys) {
        Map<String, List<ExpectedRow>> found = new HashMap<>();
        rows.find(keys, (key, values, malformed) -> {
            TenantId tenant = malformed == null ? rows.owner(values) : TenantId.UNKNOWN;
            if (isWanted(tenant)) {
                found.computeIfAbsent(key, no -> new ArrayList<>()).add(row(key, tenant, values, malformed));
            }
        });
        return found;
    }

    /** Rows of nobody known are looked at in any case, as they are on the actual side. */
    private boolean isWanted(TenantId tenant) {
        return tenants.isEmpty() || tenants.contains(tenant) || tenant.equals(TenantId.UNKNOWN);
    }

    private static ExpectedRow row(String key, TenantId tenant, @Nullable Object[] values, @Nullable String malformed) {
        dangling(values);
        String cause = malformed == null ? unreadable(values) : malformed;
        return new ExpectedRow(key, tenant, cause.isEmpty() ? values : null, cause);
    }

    /** A reference to nothing equals none: of two that lead nowhere nobody can tell whether they led to the same row. */
    private static void dangling(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (ActualRows.NOWHERE.equals(values[i])) {
                values[i] = FROM_NOWHERE;
            }
        }
    }

    private static String unreadable(@Nullable Object[] values) {
        for (Object value : values) {
            if (value instanceof Unreadable unreadable && !FROM_NOWHERE.equals(unreadable)) {
                return unreadable.code();
            }
        }
        return "";
    }
}
