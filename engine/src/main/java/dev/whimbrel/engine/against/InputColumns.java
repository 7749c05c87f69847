package dev.whimbrel.engine.against;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The columns of a flow's source by which it is told whether its input is the same another time: all that the mapping reads, and of
 * those that it does not read as yet the short ones. A mapping is often mended by reading another column.
 *
 * @param names of them, in order
 * @param places of them in the rows of {@code read}
 * @param read what the flow reads, with those that it does not need
 */
public record InputColumns(List<String> names, int[] places, ReadPlan read) {
    /** Characters or bytes up to which a column is cheap to read. */
    private static final int SHORT = 255;

    /** @param before columns that an earlier verification went by; if they can be read, and are all that the mapping reads, they are taken */
    public static InputColumns of(CompiledFlow flow, ReadPlan read, Collection<String> before) {
        Making making = new Making(flow, read);
        return before.isEmpty() || !making.canTake(before)
                ? making.made(making.wanted())
                : making.made(List.copyOf(before));
    }

    private static final class Making {
        private final CompiledFlow flow;
        private final ReadPlan read;
        private final Map<String, Integer> known = new TreeMap<>();

        Making(CompiledFlow flow, ReadPlan read) {
            this.flow = flow;
            this.read = read;
            for (int i = 0; i < flow.reads().size(); i++) {
                known.put(name(flow.reads().get(i)), i);
            }
        }

        /** Which join a column is of is said by what it joins, since the mapping may call it otherwise another time. */
        private String name(CompiledFlow.Read column) {
            if (column.alias() == null) {
                return column.column().name();
            }
            Flow.Join join = flow.flow().joins().stream()
                    .filter(one -> one.alias().equals(column.alias()))
                    .findFirst()
                    .orElseThrow();
            return String.join(",", join.on()) + " -> " + join.table() + "."
                    + column.column().name();
        }

        private Table table() {
            return flow.source();
        }

        boolean canTake(Collection<String> names) {
            return names.containsAll(known.keySet())
                    && names.stream().allMatch(name -> known.containsKey(name) || isOwn(name));
        }

        private boolean isOwn(String name) {
            return table().columns().stream().anyMatch(column -> column.name().equals(name));
        }

        List<String> wanted() {
            List<String> wanted = new ArrayList<>(known.keySet());
            for (Column column : table().columns()) {
                if (!known.containsKey(column.name()) && isShort(column.type())) {
                    wanted.add(column.name());
                }
            }
            return wanted;
        }

        private static boolean isShort(Type type) {
            return switch (type.kind()) {
                case TEXT, BYTES -> type.length() >= 0 && type.length() <= SHORT;
                case JSON, OTHER -> false;
                default -> true;
            };
        }

        InputColumns made(List<String> names) {
            List<ReadColumn> columns = new ArrayList<>(read.columns());
            int[] places = new int[names.size()];
            for (int i = 0; i < places.length; i++) {
                Integer place = known.get(names.get(i));
                places[i] = place == null ? columns.size() : place;
                if (place == null) {
                    columns.add(new ReadColumn(null, names.get(i)));
                }
            }
            return new InputColumns(
                    names,
                    places,
                    new ReadPlan(read.table(), read.key(), columns, read.joins(), read.ownership(), read.tenants()));
        }
    }
}
