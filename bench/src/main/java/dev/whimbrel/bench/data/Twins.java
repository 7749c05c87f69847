package dev.whimbrel.bench.data;

import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.stream.Collectors;

/** A table in schema {@code live} of one PostgreSQL database, and its twin in schema {@code beta}. */
public record Twins(Database database, Layout layout) {
    /** The one table, with its primary key; its twin is made by {@link #make}. */
    public static Twins of(Bed bed, Layout layout, long rows) {
        Database database = bed.source("twins_" + layout.table() + "_" + rows, name -> {
            Database fresh = bed.freshTarget(name);
            fresh.execute(
                    "create schema live",
                    "set search_path = live",
                    layout.createBare(),
                    layout.fill(rows),
                    "alter table " + layout.table() + " add primary key (id)",
                    "vacuum (analyze) " + layout.table());
            return fresh;
        });
        return new Twins(database, layout);
    }

    /**
     * Makes the twin anew, so that no turn finds what another left.
     *
     * @param differing so many rows, spread evenly, have another amount
     * @param uuidType what uuids are kept as
     */
    public void make(long rows, long differing, String uuidType) {
        long step = differing == 0 ? 0 : rows / differing;
        String values = layout.fields().stream()
                .map(field -> value(field, step, differing, uuidType))
                .collect(Collectors.joining(", "));
        String twin = "beta." + layout.table();
        database.execute(
                "drop schema if exists beta cascade",
                "create schema beta",
                "create table " + twin + " as select " + values + " from live." + layout.table() + " order by id",
                "alter table " + twin + " add primary key (id)",
                "vacuum (analyze) " + twin);
    }

    private static String value(Field field, long step, long differing, String uuidType) {
        if (step > 0 && field.name().equals("amount")) {
            return "(amount + case when id % " + step + " = 0 and id / " + step + " <= " + differing
                    + " then 1 else 0 end)::numeric(14,2) as amount";
        }
        return field.type().startsWith("uuid") ? field.name() + "::" + uuidType : field.name();
    }

    /** What reads one of the two to its end. */
    public String read(String schema) {
        return "COPY (SELECT " + layout.columns() + " FROM " + schema + "." + layout.table()
                + ") TO STDOUT (FORMAT binary)";
    }
}
