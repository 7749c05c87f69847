package dev.whimbrel.connectors.file;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose a table's records are: everyone's, one tenant's, or of the tenants that columns of the file name. A record whose owner
 * cannot be read is {@link TenantId#UNKNOWN}'s, and is read for any tenant so that it is never passed over.
 */
final class Owners {
    private static final Set<TenantId> ALL = Set.of(TenantId.SHARED);
    private static final Set<TenantId> LOST = Set.of(TenantId.UNKNOWN);

    private final Values values;
    private final @Nullable Set<TenantId> fixed;
    private final List<Integer> columns = new ArrayList<>();

    Owners(FileTable table, Ownership ownership) {
        this.values = new Values(table);
        this.fixed = fixed(ownership);
        if (ownership instanceof Ownership.Paths paths) {
            for (Ownership.Path path : paths.paths()) {
                if (!path.steps().isEmpty()) {
                    throw Fault.user(
                            "SCOPE_BROKEN",
                            "Cannot find the owners of " + table.name() + ": files cannot be joined",
                            "Name a column of the file that holds the tenant's key, a constant tenant, or everyone.");
                }
                columns.add(table.index(path.tenantColumn()));
            }
        }
    }

    private static @Nullable Set<TenantId> fixed(Ownership ownership) {
        if (ownership instanceof Ownership.Constant constant) {
            return Set.of(new TenantId(constant.tenant()));
        }
        return ownership instanceof Ownership.Everyone ? ALL : null;
    }

    /** The owner that every record has, malformed ones too; null where each has its own. */
    @Nullable
    TenantId only() {
        return fixed == null ? null : one(fixed);
    }

    /** All owners of a record. */
    Set<TenantId> of(RawRecord record, int file) {
        if (fixed != null) {
            return fixed;
        }
        if (record.malformed() != null) {
            return LOST;
        }
        Set<TenantId> owners = new HashSet<>();
        for (int column : columns) {
            Object value = values.value(record, file, column);
            if (value instanceof Unreadable) {
                return LOST;
            }
            String text = value == null ? "" : Key.partText(value);
            if (!text.isEmpty()) {
                owners.add(new TenantId(text));
            }
        }
        return owners;
    }

    /** Why the owner of a record that is not malformed itself cannot be read; null where it can. */
    @Nullable
    String trouble(RawRecord record, int file) {
        for (int column : columns) {
            if (values.value(record, file, column) instanceof Unreadable unreadable) {
                return unreadable.code();
            }
        }
        return null;
    }

    /** Whether a record of these owners is to be read for these tenants, none of which means all. */
    static boolean concerns(Set<TenantId> owners, Set<TenantId> tenants) {
        if (owners.isEmpty()) {
            return false;
        }
        return tenants.isEmpty()
                || owners.contains(TenantId.SHARED)
                || owners.contains(TenantId.UNKNOWN)
                || owners.stream().anyMatch(tenants::contains);
    }

    /** The one owner that stands in a row. */
    static TenantId one(Set<TenantId> owners) {
        return owners.size() == 1 ? owners.iterator().next() : TenantId.SHARED;
    }
}
