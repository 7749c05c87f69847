package dev.whimbrel.engine.copy;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.FieldRule.Generator;
import dev.whimbrel.core.mapping.Mapper;
import dev.whimbrel.core.mapping.check.RowRules;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.UniqueKey;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is the same for every row of a flow, worked out once.
 *
 * @param flowNo the ledger's number of the flow
 * @param guarded the source keeps the flow's key from coming twice
 * @param columns target columns written with the row, in order; deferred references are not among them
 * @param slots for each of {@code columns} its index in the flow's writes
 * @param keyColumns the target's primary key
 * @param keySlots for each of {@code keyColumns} its index in the flow's writes, -1 where it is not written
 * @param generated columns whose values are drawn once for each source key, the target's key among them or not
 * @param references writes that are references resolved with the row
 * @param deferred writes that are references set by the LINK step
 * @param uniques unique keys of the target to be checked before writing
 * @param foreignKeys foreign keys of the target that are not filled by references, to be checked before writing
 */
public record FlowWork(
        CompiledFlow flow,
        int flowNo,
        ReadPlan read,
        boolean guarded,
        Mapper mapper,
        RowRules rules,
        List<Column> columns,
        int[] slots,
        List<Column> keyColumns,
        int[] keySlots,
        List<Generated> generated,
        List<Reference> references,
        List<Reference> deferred,
        List<Constraint> uniques,
        List<Constraint> foreignKeys) {
    /** A write that is drawn once; {@code slot} is its index in the writes. */
    public record Generated(Column column, int slot, Generator generator) {}

    /** A write that refers to rows of another flow. */
    public record Reference(int slot, Column column, String flow) {}

    /**
     * A rule over several columns, by their index in the writes; {@code table} is the parent for foreign keys.
     *
     * @param distinct a unique key in which the rows of one run cannot meet, since it holds all of the source's own key as it is
     */
    public record Constraint(String name, Table table, List<Column> columns, int[] slots, boolean distinct) {
        /** The row's values as a key, or null where one of them is null: SQL's rules then hold. */
        @Nullable
        Key of(@Nullable Object[] values) {
            Object[] parts = new Object[slots.length];
            for (int i = 0; i < slots.length; i++) {
                Object value = values[slots[i]];
                if (value == null) {
                    return null;
                }
                parts[i] = value;
            }
            return Key.of(parts);
        }

        /** The same of a row of written values, in the order of {@link FlowWork#columns}. */
        @Nullable
        Key ofWritten(FlowWork flow, @Nullable Object[] row) {
            @Nullable Object[] values = new Object[flow.flow().writes().size()];
            for (int i = 0; i < row.length; i++) {
                values[flow.slots()[i]] = row[i];
            }
            return of(values);
        }

        List<String> columnNames() {
            return columns.stream().map(Column::name).toList();
        }
    }

    /** Works out a flow's constants. {@code parents} finds the target table of a name. */
    public static FlowWork of(
            CompiledFlow flow,
            int flowNo,
            ReadPlan read,
            boolean guarded,
            java.util.function.Function<ForeignKey, Table> parents) {
        List<Column> columns = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        List<Reference> references = new ArrayList<>();
        List<Reference> deferred = new ArrayList<>();
        List<Generated> generated = new ArrayList<>();
        for (int i = 0; i < flow.writes().size(); i++) {
            CompiledFlow.Write write = flow.writes().get(i);
            if (write.fill() instanceof Fill.Reference reference) {
                (reference.deferred() ? deferred : references).add(new Reference(i, write.column(), reference.flow()));
                if (reference.deferred()) {
                    continue;
                }
            } else if (write.fill() instanceof Fill.Generated fill) {
                generated.add(new Generated(write.column(), i, fill.generator()));
            }
            columns.add(write.column());
            slots.add(i);
        }
        int[] slotArray = slots.stream().mapToInt(Integer::intValue).toArray();
        List<Column> key = flow.target().primaryKey().stream()
                .map(name -> flow.target().column(name).orElseThrow())
                .toList();
        Slots finder = new Slots(flow);
        return new FlowWork(
                flow,
                flowNo,
                read,
                guarded,
                new Mapper(flow),
                RowRules.of(flow.target(), columns),
                List.copyOf(columns),
                slotArray,
                key,
                key.stream().mapToInt(column -> finder.of(column.name())).toArray(),
                List.copyOf(generated),
                List.copyOf(references),
                List.copyOf(deferred),
                uniques(flow, finder, generated),
                foreignKeys(flow, finder, parents));
    }

    private static List<Constraint> uniques(CompiledFlow flow, Slots finder, List<Generated> generated) {
        List<Constraint> result = new ArrayList<>();
        Table target = flow.target();
        List<UniqueKey> keys = new ArrayList<>(target.uniqueKeys());
        keys.add(new UniqueKey("primary key", target.primaryKey(), true));
        Set<Set<String>> seen = new HashSet<>();
        for (UniqueKey unique : keys) {
            Set<String> names = Set.copyOf(unique.columns());
            boolean bySourceKey = names.contains(flow.flow().sourceKeyColumn());
            boolean byGenerated = generated.stream()
                    .anyMatch(one -> names.contains(one.column().name()));
            if (unique.plain() && !names.isEmpty() && !bySourceKey && !byGenerated && seen.add(names)) {
                finder.constraint(unique.name(), target, unique.columns(), unique.columns())
                        .ifPresent(result::add);
            }
        }
        return List.copyOf(result);
    }

    private static List<Constraint> foreignKeys(
            CompiledFlow flow, Slots finder, java.util.function.Function<ForeignKey, Table> parents) {
        List<Constraint> result = new ArrayList<>();
        for (ForeignKey key : flow.target().foreignKeys()) {
            boolean own = key.references().equals(flow.target().name());
            if (!own && !finder.allReferences(key.columns())) {
                finder.constraint(key.name(), parents.apply(key), key.columns(), key.referencedColumns())
                        .ifPresent(result::add);
            }
        }
        return List.copyOf(result);
    }

    /** The values that go into {@link #columns}; not to be changed. */
    @Nullable
    Object[] row(@Nullable Object[] values) {
        if (slots.length == values.length) {
            // The slots ascend: where there are as many, each value stands in its place already.
            return values;
        }
        Object[] row = new Object[slots.length];
        for (int i = 0; i < slots.length; i++) {
            row[i] = values[slots[i]];
        }
        return row;
    }

    /** Which of {@link #columns} keeps the key of the source row. */
    int sourceKeyColumn() {
        for (int i = 0; i < columns.size(); i++) {
            if (flow.writes().get(slots[i]).fill() instanceof Fill.SourceKey) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether identities of rows that land the first time round can be kept in pages: each row stands alone, under one whole number
     * on both sides, and nothing of it is set later.
     */
    boolean packs() {
        boolean whole = keyColumns.size() == 1
                && keyColumns.get(0).type().isInteger()
                && keySlots[0] >= 0
                && flow.key().size() == 1;
        return whole && guarded && deferred.isEmpty() && flow.grouping().isEmpty();
    }

    /** Whether a row's values are all there once it is mapped: nothing is drawn for it or looked up. */
    boolean isWhole() {
        return references.isEmpty() && generated.isEmpty();
    }

    /** Which part of the target's key a generated column is, from 0, or -1. */
    int keyPart(Generated one) {
        return keyColumns.stream()
                .map(Column::name)
                .toList()
                .indexOf(one.column().name());
    }

    /** The source key of a canonical text. */
    public Key sourceKey(String text) {
        return new Key(List.copyOf(Key.split(text, read.key().size())));
    }

    public String name() {
        return flow.name();
    }

    /** The target's key, made from the row's values; null where a part is missing. */
    @Nullable
    Key targetKey(@Nullable Object[] values) {
        Object[] parts = new Object[keySlots.length];
        for (int i = 0; i < parts.length; i++) {
            Object part = keySlots[i] < 0 ? null : values[keySlots[i]];
            if (part == null) {
                return null;
            }
            parts[i] = part;
        }
        return Key.of(parts);
    }
}
