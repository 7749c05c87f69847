package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two sets of tables that are to hold the same, such as what the old programs write and what the new ones do.
 *
 * @param tables by the expected side's name, in the order of the file; empty stands for all that both sides have by name
 * @param hash SHA-256, in hex, of all that changes what is compared
 */
public record Comparison(String name, End expected, End actual, Map<String, Twin> tables, String hash, Place place) {
    public Comparison {
        tables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** What a table of it goes by in what verifications record. No flow is called so: patterns and waivers of the two are never mixed up. */
    public String part(String table) {
        return name + ":" + table;
    }

    /** A side of the project and the schema, or database, in which its tables stand; null where tables are found by name alone. */
    public record End(Side at, @Nullable String schema) {}

    /** Which of the project's two systems. */
    public enum Side {
        SOURCE,
        TARGET
    }

    /**
     * What is said of one table and its twin.
     *
     * @param with the twin's name, null where it is the same
     * @param key columns that identify a row on the expected side; null for the primary key, empty where rows have none
     * @param columns the twin's column by the expected side's, where the names differ
     * @param owner the column that names the tenant; null where rows are of all together
     * @param surrogate a number that each side drew by itself; null where there is none
     * @param leaveOut columns that are not compared, each with the reason
     * @param references by column, the table of this comparison that it leads to, where no foreign key says it
     * @param zones by column, the zone of wall-clock times that stand for the other side's moments
     * @param ids columns of ids that may have been renamed one to one
     * @param tolerances by column, how far values may lie apart
     * @param open columns whose values may be shown
     * @param maskKey whether keys are shown by their shape only
     */
    public record Twin(
            @Nullable String with,
            @Nullable List<String> key,
            Map<String, String> columns,
            @Nullable String owner,
            @Nullable String surrogate,
            Map<String, String> leaveOut,
            Map<String, String> references,
            Map<String, ZoneId> zones,
            Set<String> ids,
            Map<String, Tolerated> tolerances,
            Set<String> open,
            boolean maskKey,
            Place place) {
        public Twin {
            key = key == null ? null : List.copyOf(key);
            columns = Map.copyOf(columns);
            leaveOut = Map.copyOf(leaveOut);
            references = Map.copyOf(references);
            zones = Map.copyOf(zones);
            ids = Set.copyOf(ids);
            tolerances = Map.copyOf(tolerances);
            open = Set.copyOf(open);
        }

        /** A table of which nothing is said. */
        public static Twin plain(Place place) {
            return new Twin(
                    null, null, Map.of(), null, null, Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), Set.of(), false,
                    place);
        }
    }
}
