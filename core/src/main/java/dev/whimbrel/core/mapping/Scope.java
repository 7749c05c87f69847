package dev.whimbrel.core.mapping;

import dev.whimbrel.core.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the project file says that the tenants of a source table's rows are found. */
public sealed interface Scope {
    /** The table's own column holds the tenant's key. */
    record OwnColumn(String column) implements Scope {}

    /** A row belongs to whomever the rows at the far end of any of these hops belong to. */
    record Through(List<Hop> hops) implements Scope {
        public Through {
            hops = List.copyOf(hops);
            if (hops.isEmpty()) {
                throw new IllegalArgumentException("A scope goes through at least one hop");
            }
        }
    }

    /** A catalogue: all tenants share its rows. */
    record Everyone() implements Scope {}

    /** All rows belong to one tenant. */
    record Tenant(String constant) implements Scope {}

    /** The table is accounted for but not moved. */
    record Ignore(String reason) implements Scope {}

    /**
     * One step along a foreign key: from the table's own {@code columns} to the parent, or, where {@code child} is given, to the
     * rows of that table whose {@code columns} point here.
     */
    record Hop(@Nullable TableName child, List<String> columns) {
        public Hop {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("A hop has at least one column");
            }
        }

        /** As the project file writes it: {@code column}, {@code (a, b)}, {@code child.column} or {@code child(a, b)}. */
        @Override
        public String toString() {
            String list = String.join(", ", columns);
            if (child == null) {
                return columns.size() == 1 ? list : "(" + list + ")";
            }
            return columns.size() == 1 ? child + "." + list : child + "(" + list + ")";
        }
    }
}
