package dev.whimbrel.engine.verify;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.check.CarryRule;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.ReadPlan.ReadJoin;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.engine.copy.FlowWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What of a flow is compared, and how it is read on the side of the target.
 *
 * @param columns whose values the mapping decides, in the order of the flow's writes
 * @param target reads rows by the source key that they keep
 * @param places for each of the flow's writes, where what stands in its column is among what is read of the target: {@link #KEY} for
 *     the source key, {@link #UNREAD} where it is not
 */
record ComparedFlow(FlowWork work, List<ComparedColumn> columns, ReadPlan target, List<Integer> places) {
    /** The place of the source key, by which rows are read. */
    static final int KEY = -1;

    static final int UNREAD = -2;

    ComparedFlow {
        columns = List.copyOf(columns);
        places = List.copyOf(places);
    }

    /**
     * @param flows finds the flow of a name
     * @param target the target's tables as a source shows them
     */
    static ComparedFlow of(FlowWork work, Function<String, CompiledFlow> flows, Schema target) {
        return new Making(work, flows, target).made();
    }

    String name() {
        return work.name();
    }

    /** Names of all columns that are compared, that of the source key first: rows are found by it. */
    List<String> comparedNames() {
        List<String> names = new ArrayList<>();
        names.add(work.flow().flow().sourceKeyColumn());
        columns.forEach(column -> names.add(column.column().name()));
        return names;
    }

    List<Column> tableColumns() {
        return columns.stream().map(ComparedColumn::column).toList();
    }

    private static final class Making {
        private final FlowWork work;
        private final Function<String, CompiledFlow> flows;
        private final Schema target;
        private final Table table;
        private final List<ReadColumn> reads = new ArrayList<>();
        private final List<ReadJoin> joins = new ArrayList<>();
        private final List<ComparedColumn> columns = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();

        Making(FlowWork work, Function<String, CompiledFlow> flows, Schema target) {
            this.work = work;
            this.flows = flows;
            this.target = target;
            this.table = table(target, work.flow().target().name());
        }

        ComparedFlow made() {
            List<CompiledFlow.Write> writes = work.flow().writes();
            for (int slot = 0; slot < writes.size(); slot++) {
                CompiledFlow.Write write = writes.get(slot);
                Fill fill = write.fill();
                if (fill instanceof Fill.Value) {
                    places.add(value(write.column(), slot));
                } else if (fill instanceof Fill.Reference reference) {
                    places.add(reference(write.column(), slot, reference.flow()));
                } else if (fill instanceof Fill.Generated) {
                    // Compared with nothing, but a part of what was written.
                    String name = write.column().name();
                    places.add(table.column(name).isPresent() ? read(null, table, name) : UNREAD);
                } else {
                    places.add(KEY);
                }
            }
            List<String> key = List.of(work.flow().flow().sourceKeyColumn());
            ReadPlan plan = new ReadPlan(table, key, reads, joins, new Ownership.Everyone(), Set.of());
            return new ComparedFlow(work, columns, plan, places);
        }

        private int value(Column column, int slot) {
            int place = read(null, table, column.name());
            boolean drawn =
                    work.flow().flow().comparing().surrogates().stream().anyMatch(column.name()::equalsIgnoreCase);
            Column compared = drawn ? Column.of(column.name(), Type.BOOLEAN) : column;
            columns.add(new ComparedColumn(compared, slot, null, place, -1, drawn));
            return place;
        }

        private int reference(Column column, int slot, String flow) {
            CompiledFlow parent = flows.apply(flow);
            Table to = table(target, parent.target().name());
            String alias = "r" + joins.size();
            joins.add(new ReadJoin(
                    alias,
                    to,
                    new ForeignKey(
                            alias,
                            List.of(column.name()),
                            to.name(),
                            parent.target().primaryKey())));
            int place = read(null, table, column.name());
            int parentPlace = read(alias, to, parent.flow().sourceKeyColumn());
            columns.add(new ComparedColumn(Column.of(column.name(), Type.TEXT), slot, flow, place, parentPlace, false));
            return place;
        }

        private int read(@org.jspecify.annotations.Nullable String alias, Table of, String name) {
            Column column = of.column(name).orElseThrow(() -> changed(of.name() + "." + name));
            reads.add(new ReadColumn(alias, column.name(), alias == null && CarryRule.isCarried(column)));
            return reads.size() - 1;
        }

        private static Table table(Schema schema, TableName name) {
            return schema.table(name).orElseThrow(() -> changed(name.toString()));
        }

        private static Fault changed(String what) {
            return Fault.user(
                    "TARGET_UNREADABLE",
                    "Cannot compare with " + what + ": the target's user may not read it, or it is there no more",
                    "Grant SELECT on it, or run `whimbrel check`.");
        }
    }
}
