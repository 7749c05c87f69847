package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose the rows of each source table are.
 *
 * @param owners by the table's name as the schema has it; tables that are ignored or have a problem are absent
 */
public record ResolvedScope(Map<TableName, Ownership> owners, List<Problem> problems) {
    public ResolvedScope {
        owners = Map.copyOf(owners);
        problems = List.copyOf(problems);
    }

    /** The ownership of the table that the schema has under exactly this name. */
    public Optional<Ownership> of(TableName table) {
        return Optional.ofNullable(owners.get(table));
    }
}
