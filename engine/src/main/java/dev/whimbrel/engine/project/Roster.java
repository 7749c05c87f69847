package dev.whimbrel.engine.project;

import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import java.util.List;

/** Who the tenants are. */
public sealed interface Roster {
    /** The distinct values of a source column. */
    record FromTable(TableName table, String column) implements Roster {}

    /** These; an empty list means that the project file does not say yet. */
    record Listed(List<TenantId> tenants) implements Roster {
        public Listed {
            tenants = List.copyOf(tenants);
        }
    }
}
