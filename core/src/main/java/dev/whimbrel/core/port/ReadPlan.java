package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.TenantId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to read of a table: the rows that the tenants own, alone or with others.
 *
 * @param key columns that identify a row, in the order in which ranges are cut; none where all rows are to be read and their keys are
 *     of no interest
 * @param columns what a row's values are, in order
 * @param joins parents to read along, each met at most once per row (left join)
 * @param tenants whose rows; empty means the rows of every tenant. Rows without owner are never read
 */
public record ReadPlan(
        Table table,
        List<String> key,
        List<ReadColumn> columns,
        List<ReadJoin> joins,
        Ownership ownership,
        Set<TenantId> tenants) {
    public ReadPlan {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        joins = List.copyOf(joins);
        tenants = Set.copyOf(tenants);
    }

    /**
     * A column to read, of the table itself or of the join named {@code alias}.
     *
     * @param asSent its values may come as {@link dev.whimbrel.core.compare.Carried}; a source that cannot do so reads them
     */
    public record ReadColumn(@Nullable String alias, String column, boolean asSent) {
        public ReadColumn(@Nullable String alias, String column) {
            this(alias, column, false);
        }
    }

    /**
     * A parent whose {@code on.referencedColumns()} equal {@code on.columns()}.
     *
     * @param from the join before it that these columns are of; null for the table itself
     */
    public record ReadJoin(
            String alias,
            Table table,
            ForeignKey on,
            @Nullable String from) {
        /** A parent of the table itself. */
        public ReadJoin(String alias, Table table, ForeignKey on) {
            this(alias, table, on, null);
        }
    }
}
