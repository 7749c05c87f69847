package dev.whimbrel.connectors.file;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose a table's records are: everyone's, one tenant's, or of the tenants that columns of the file name. A record whose owner
 * cannot be read is {@link TenantId#UNKNOWN}'s, and is read for any tenant so that it is never passed over.
 */
final class Owners {
    private static final Set<TenantId> ALL = Set.of(TenantId.SHARED);
    private static final Set<TenantId> LOST = Set.of(TenantId.UNKNOWN);
    /** Texts of a column whose owners are remembered. */
    private static final int REMEMBERED = 1 << 12;

    private final Values values;
    private final @Nullable Set<TenantId> fixed;
    private final List<Column> columns = new ArrayList<>();

    /** @param known owners by the texts that name them */
    private record Column(int place, Map<String, Set<TenantId>> known) {}

    /** Whether the columns of a table tell owners of this kind. */
    static boolean areIn(FileTable table, Ownership ownership) {
        return !(ownership instanceof Ownership.Paths paths)
                || paths.paths().stream()
                        .allMatch(path -> path.steps().isEmpty()
                                && table.fields().stream()
                                        .anyMatch(f -> f.name().equalsIgnoreCase(path.tenantColumn())));
    }

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
                columns.add(new Column(table.index(path.tenantColumn()), new HashMap<>()));
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
        if (columns.size() == 1) {
            return named(record, file, columns.get(0));
        }
        Set<TenantId> owners = new HashSet<>();
        for (Column column : columns) {
            Set<TenantId> named = named(record, file, column);
            if (named == LOST) {
                return LOST;
            }
            owners.addAll(named);
        }
        return owners;
    }

    /** The owner, or none, that one column names. */
    private Set<TenantId> named(RawRecord record, int file, Column column) {
        String text = values.text(record, file, column.place());
        if (text == null) {
            return Set.of();
        }
        Set<TenantId> named = column.known().get(text);
        if (named == null) {
            named = owner(values.value(text, column.place()));
            if (column.known().size() < REMEMBERED) {
                column.known().put(text, named);
            }
        }
        return named;
    }

    private static Set<TenantId> owner(@Nullable Object value) {
        if (value instanceof Unreadable) {
            return LOST;
        }
        String text = value == null ? "" : Key.partText(value);
        return text.isEmpty() ? Set.of() : Set.of(new TenantId(text));
    }

    /** Why the owner of a record that is not malformed itself cannot be read; null where it can. */
    @Nullable
    String trouble(RawRecord record, int file) {
        for (Column column : columns) {
            if (values.value(record, file, column.place()) instanceof Unreadable unreadable) {
                return unreadable.code();
            }
        }
        return null;
    }

    /** Whether a record of these owners is to be read for these tenants, none of which means all. */
    static boolean concerns(Set<TenantId> owners, Set<TenantId> tenants) {
        if (tenants.isEmpty()) {
            return !owners.isEmpty();
        }
        for (TenantId owner : owners) {
            if (tenants.contains(owner) || owner.isShared() || owner.equals(TenantId.UNKNOWN)) {
                return true;
            }
        }
        return false;
    }

    /** How many own a record as far as it matters: none, or none that is known; one; several, which is 2. */
    static int number(Set<TenantId> owners) {
        if (owners.isEmpty() || owners.contains(TenantId.UNKNOWN)) {
            return 0;
        }
        return owners.size() > 1 || owners.contains(TenantId.SHARED) ? 2 : 1;
    }

    /** The one owner that stands in a row. */
    static TenantId one(Set<TenantId> owners) {
        return owners.size() == 1 ? owners.iterator().next() : TenantId.SHARED;
    }
}
