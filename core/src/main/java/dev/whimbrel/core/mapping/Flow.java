package dev.whimbrel.core.mapping;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.schema.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One declared movement of rows: source table (with joined parents) to target table.
 *
 * @param sourceKeyColumn target column that keeps the source key's canonical text or number for ever
 * @param key source columns that identify a row; empty means the primary key
 * @param joins parent tables read along, by alias
 * @param where SQL expression that rows must fulfil; others are excluded with {@code whereReason}
 * @param fields target column to rule, in the order of the file
 * @param dropped source column to the reason why it is not moved
 * @param publicColumns source columns whose values may be shown; all others are masked
 * @param maskKey source keys are personal data: issues and messages show their shape only
 * @param comparing how its rows are compared by a verification, where that is not exact
 * @param places where each line of the flow stands in the project file, by path such as {@code fields.email}
 */
public record Flow(
        String name,
        TableName from,
        List<String> key,
        List<Join> joins,
        @Nullable String where,
        @Nullable String whereReason,
        TableName to,
        String sourceKeyColumn,
        Map<String, FieldRule> fields,
        Map<String, String> dropped,
        Set<String> publicColumns,
        boolean maskKey,
        @Nullable Grouping grouping,
        Comparing comparing,
        Map<String, Place> places) {
    /** A parent table whose primary key equals {@code on} of the flow's own table; its columns are {@code alias.column}. */
    public record Join(String alias, TableName table, List<String> on) {
        public Join {
            on = List.copyOf(on);
        }
    }

    public Flow {
        key = List.copyOf(key);
        joins = List.copyOf(joins);
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        dropped = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
        publicColumns = Set.copyOf(publicColumns);
        places = Map.copyOf(places);
    }

    /** Where {@code path} of this flow stands, or else where the flow itself begins. */
    public Place place(String path) {
        return places.getOrDefault(path, places.getOrDefault("", Place.NOWHERE));
    }
}
