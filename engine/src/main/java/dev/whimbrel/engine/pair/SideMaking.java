package dev.whimbrel.engine.pair;

import dev.whimbrel.core.mapping.check.CarryRule;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.ReadPlan.ReadJoin;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers what has to be read of one side for the values and the key of its rows. */
final class SideMaking {
    private final Table table;
    private final List<ReadColumn> reads = new ArrayList<>();
    private final List<ReadJoin> joins = new ArrayList<>();

    SideMaking(Table table) {
        this.table = table;
    }

    /** Place of a column, of the table itself or of a join. */
    int read(@Nullable String alias, Column column) {
        ReadColumn wanted = new ReadColumn(alias, column.name());
        int known = reads.indexOf(wanted);
        if (known >= 0) {
            return known;
        }
        reads.add(wanted);
        return reads.size() - 1;
    }

    /** Joins the row that columns lead to, once for each way; empty where there are no such columns. */
    Optional<String> join(@Nullable String from, List<String> columns, Table to, List<String> referenced) {
        if (columns.isEmpty() || referenced.isEmpty()) {
            return Optional.empty();
        }
        ForeignKey on = new ForeignKey("", columns, to.name(), referenced);
        for (ReadJoin known : joins) {
            if (Objects.equals(known.from(), from) && known.on().equals(on)) {
                return Optional.of(known.alias());
            }
        }
        joins.add(new ReadJoin("r" + joins.size(), to, on, from));
        return Optional.of("r" + (joins.size() - 1));
    }

    Pair.Side made(List<Cell> values, List<Cell> key, List<String> keyColumns) {
        boolean own =
                !key.isEmpty() && key.stream().allMatch(part -> part instanceof Cell.Own column && column.isFindable());
        List<ReadColumn> columns = columns(carried(values, key));
        return new Pair.Side(table, plan(columns, List.of()), own ? plan(columns, keyColumns) : null, values, key);
    }

    /** Places of values that nothing asks for but the comparison itself: those may stay as they are sent. */
    private static Set<Integer> carried(List<Cell> values, List<Cell> key) {
        Set<Integer> carried = new HashSet<>();
        Set<Integer> told = new HashSet<>();
        for (Cell value : values) {
            if (value instanceof Cell.Own own && own.isAsRead() && CarryRule.isCarried(own.column())) {
                carried.add(own.place());
            } else if (value instanceof Cell.Lead lead) {
                told(lead, told);
            }
        }
        key.forEach(part -> told(part, told));
        carried.removeAll(told);
        return carried;
    }

    /** Adds the places of all that becomes a part of a key's text. */
    private static void told(Cell part, Set<Integer> places) {
        if (part instanceof Cell.Own own) {
            places.add(own.place());
        } else if (part instanceof Cell.Lead lead) {
            lead.key().forEach(next -> told(next, places));
        }
    }

    private List<ReadColumn> columns(Set<Integer> carried) {
        return IntStream.range(0, reads.size())
                .mapToObj(place -> new ReadColumn(
                        reads.get(place).alias(), reads.get(place).column(), carried.contains(place)))
                .toList();
    }

    private ReadPlan plan(List<ReadColumn> columns, List<String> key) {
        return new ReadPlan(table, key, columns, joins, new Ownership.Everyone(), Set.of());
    }
}
