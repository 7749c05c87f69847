package dev.whimbrel.engine.pair;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.engine.pair.Pairing.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The way from a column to the row that it leads to, in a table whose rows each side numbered by itself. Numbers may have been drawn for
 * each tenant: then the way goes by the tenant and the number.
 *
 * @param columns by which it leads there, the expected side's names
 * @param referenced what they equal there, in the same order; the surrogate among them
 */
record Way(Found to, List<String> columns, List<String> referenced) {
    Way {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }

    /** By a foreign key of either side. */
    static Optional<Way> declared(Found of, String column, Collection<Found> tables) {
        for (Found to : tables) {
            String surrogate = to.said().surrogate();
            if (surrogate == null) {
                continue;
            }
            Optional<Way> way = declared(of.expected(), column, to.expected(), surrogate)
                    .map(key -> new Way(to, key.columns(), key.referencedColumns()))
                    .or(() -> declared(of.actual(), of.twin(column), to.actual(), to.twin(surrogate))
                            .map(key -> new Way(
                                    to,
                                    mapped(key.columns(), of::original),
                                    mapped(key.referencedColumns(), to::original))));
            if (way.isPresent()) {
                return way;
            }
        }
        return Optional.empty();
    }

    private static Optional<ForeignKey> declared(Table table, String column, Table to, String surrogate) {
        return table.foreignKeys().stream()
                .filter(key -> key.references().equals(to.name()))
                .filter(key -> place(key.columns(), column) >= 0
                        && place(key.columns(), column) == place(key.referencedColumns(), surrogate))
                .findFirst();
    }

    /** As the project file says: by the number alone, or where that may come twice, by both tables' owners and the number. */
    static Way said(Found of, String column, Found to, String surrogate) {
        Way alone = new Way(to, List.of(column), List.of(surrogate));
        String owner = of.said().owner();
        String theirs = to.said().owner();
        if (owner == null || theirs == null || alone.isGuarded() || owner.equalsIgnoreCase(column)) {
            return alone;
        }
        return new Way(to, List.of(owner, column), List.of(theirs, surrogate));
    }

    private static int place(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> mapped(List<String> names, UnaryOperator<String> mapping) {
        return names.stream().map(mapping).toList();
    }

    /** Names as the table writes them; empty where it does not have them all. */
    private static List<String> written(Table table, List<String> names) {
        List<String> written = new ArrayList<>();
        names.forEach(name -> table.column(name).map(Column::name).ifPresent(written::add));
        return written.size() == names.size() ? written : List.of();
    }

    /** Whether both databases themselves keep it from leading to two rows. */
    boolean isGuarded() {
        return guards(to.expected(), referenced) && guards(to.actual(), mapped(referenced, to::twin));
    }

    private static boolean guards(Table table, List<String> columns) {
        return isAmong(table.primaryKey(), columns)
                || table.uniqueKeys().stream().anyMatch(key -> key.plain() && isAmong(key.columns(), columns));
    }

    private static boolean isAmong(List<String> key, List<String> columns) {
        return !key.isEmpty() && key.stream().allMatch(part -> place(columns, part) >= 0);
    }

    /** Joins the row on the expected side; empty where a column is absent. */
    Optional<String> expected(SideMaking side, Found of, @Nullable String from) {
        return side.join(from, written(of.expected(), columns), to.expected(), written(to.expected(), referenced));
    }

    /** Joins the row on the actual side; empty where a column is absent. */
    Optional<String> actual(SideMaking side, Found of, @Nullable String from) {
        return side.join(
                from,
                written(of.actual(), mapped(columns, of::twin)),
                to.actual(),
                written(to.actual(), mapped(referenced, to::twin)));
    }
}
