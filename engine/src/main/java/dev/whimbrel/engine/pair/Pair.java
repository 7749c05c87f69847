package dev.whimbrel.engine.pair;

import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.engine.compare.KeyColumns;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table and its twin, and how their rows are compared.
 *
 * @param name of the expected table in its comparison
 * @param columns what the values are, the expected side's names
 * @param ownerPlace which of them names the tenant; null where rows are of all together
 * @param keys which of the columns are the key's
 * @param leftOut columns that are not compared, each with the reason
 * @param ids columns of ids that may have been renamed one to one
 * @param tolerances by column, how far values may lie apart
 * @param open columns whose values may be shown
 */
record Pair(
        String name,
        List<Column> columns,
        Side expected,
        Side actual,
        @Nullable Integer ownerPlace,
        KeyColumns keys,
        Map<String, String> leftOut,
        Set<String> ids,
        Map<String, Tolerance> tolerances,
        Set<String> open,
        boolean maskKey) {
    Pair {
        columns = List.copyOf(columns);
        leftOut = Map.copyOf(leftOut);
        ids = Set.copyOf(ids);
        tolerances = Map.copyOf(tolerances);
        open = Set.copyOf(open);
    }

    /** Whether rows have a key; without one they are told apart by nothing but their contents. */
    boolean isKeyed() {
        return !expected.key().isEmpty();
    }

    /** Whether a few rows can be found by their keys on both sides. */
    boolean isFindable() {
        return expected.byKey() != null && actual.byKey() != null;
    }

    /**
     * One side of it.
     *
     * @param scan reads all rows
     * @param byKey reads rows by their key; null where the key is not made of the table's own columns alone
     * @param values of a row, in the order of the pair's columns
     * @param key of a row, empty where it has none
     */
    record Side(Table table, ReadPlan scan, @Nullable ReadPlan byKey, List<Cell> values, List<Cell> key) {
        Side {
            values = List.copyOf(values);
            key = List.copyOf(key);
        }
    }
}
