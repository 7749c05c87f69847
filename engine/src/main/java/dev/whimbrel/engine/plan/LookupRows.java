package dev.whimbrel.engine.plan;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads some columns of a small table whole, for lookups. Rows whose first column, the old value, is null are left out. */
final class LookupRows {
    private LookupRows() {}

    static void each(Source source, TableName name, List<String> columns, Consumer<@Nullable Object[]> rows) {
        Schema schema = source.schema();
        Table table = schema.table(name).orElseThrow(() -> unknown("table " + name));
        for (String column : columns) {
            if (table.column(column).isEmpty()) {
                throw unknown("column " + name + "." + column);
            }
        }
        ReadPlan plan = new ReadPlan(
                table,
                List.of(columns.get(0)),
                columns.stream()
                        .map(column -> new ReadPlan.ReadColumn(null, column))
                        .toList(),
                List.of(),
                new Ownership.Everyone(),
                Set.of());
        try (SourceRows stream = source.read(plan, KeyRange.ALL)) {
            for (SourceRow row = stream.next(); row != null; row = stream.next()) {
                if (row.malformed() == null) {
                    rows.accept(row.values());
                }
            }
        }
    }

    private static Fault unknown(String what) {
        return Fault.user(
                "LOOKUP_UNKNOWN", "Cannot load a lookup: there is no " + what, "Mend the lookup in the project file.");
    }
}
