package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.CompiledFlow.Read;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.expression.Expressions;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow with the real tables it names.
 *
 * @param columns every column that its expressions may read
 */
record FlowScope(
        Flow flow, Table source, Table target, Map<String, Table> joins, List<String> key, List<Read> columns) {

    static Optional<FlowScope> of(Flow flow, MappingCheck.Input input, List<Problem> problems) {
        Optional<Table> source = table(input.source(), flow.from(), flow.place("from"), "source", problems);
        Optional<Table> target = table(input.target(), flow.to(), flow.place("to"), "target", problems);
        Map<String, Table> joins = new LinkedHashMap<>();
        boolean whole = true;
        for (Flow.Join join : flow.joins()) {
            Place place = flow.place("from");
            Optional<Table> table = table(input.source(), join.table(), place, "source", problems);
            table.ifPresent(t -> joins.put(join.alias(), t));
            whole &= table.isPresent();
            if (table.isPresent()
                    && table.orElseThrow().primaryKey().size() != join.on().size()) {
                whole = false;
                problems.add(Problem.error(
                        "KEY_MISSING",
                        place,
                        "Cannot join " + join.table() + " as " + join.alias() + ": `on` has "
                                + join.on().size()
                                + " columns and its primary key "
                                + table.orElseThrow().primaryKey().size(),
                        "`on` lists the flow's own columns that equal the joined table's primary key."));
            }
            if (source.isPresent()) {
                whole &= exist(join.on(), source.orElseThrow(), place, problems);
            }
        }
        if (source.isEmpty() || target.isEmpty() || !whole) {
            return Optional.empty();
        }
        List<String> key = key(flow, source.orElseThrow(), problems);
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlowScope(
                        flow,
                        source.orElseThrow(),
                        target.orElseThrow(),
                        joins,
                        key,
                        columns(source.orElseThrow(), joins)));
    }

    private static List<String> key(Flow flow, Table source, List<Problem> problems) {
        List<String> wanted = flow.key().isEmpty() ? source.primaryKey() : flow.key();
        if (wanted.isEmpty()) {
            problems.add(Problem.error(
                    "KEY_MISSING",
                    flow.place("from"),
                    "Cannot tell the rows of " + source.name() + " apart: it has no primary key",
                    "Name columns that are unique together: from: { table: " + source.name() + ", key: [ … ] }."));
            return List.of();
        }
        if (!exist(wanted, source, flow.place("from"), problems)) {
            return List.of();
        }
        List<String> key = new ArrayList<>();
        wanted.forEach(name -> source.column(name).ifPresent(column -> key.add(column.name())));
        return key;
    }

    private static boolean exist(List<String> names, Table table, Place place, List<Problem> problems) {
        boolean all = true;
        for (String name : names) {
            if (table.column(name).isEmpty()) {
                all = false;
                problems.add(unknownColumn(name, table.name() + "", table.columnNames(), place));
            }
        }
        return all;
    }

    static Problem unknownColumn(String name, String where, List<String> names, Place place) {
        return Problem.error(
                "COLUMN_UNKNOWN",
                place,
                "Cannot find column " + name + " in " + where,
                Expressions.nearest(name, names)
                        .map(n -> "Did you mean " + n + "?")
                        .orElse("It has: " + String.join(", ", names.subList(0, Math.min(12, names.size()))) + "."));
    }

    private static Optional<Table> table(
            Schema schema, TableName name, Place place, String side, List<Problem> problems) {
        Optional<Table> table = schema.table(name);
        if (table.isEmpty()) {
            List<String> names =
                    schema.tables().stream().map(t -> t.name().toString()).toList();
            problems.add(Problem.error(
                    "TABLE_UNKNOWN",
                    place,
                    "Cannot find table " + name + " in the " + side,
                    Expressions.nearest(name.toString(), names)
                            .map(n -> "Did you mean " + n + "?")
                            .orElse("Check the name, and that the user may read the table.")));
        }
        return table;
    }

    private static List<Read> columns(Table source, Map<String, Table> joins) {
        List<Read> columns = new ArrayList<>();
        source.columns().forEach(column -> columns.add(new Read(null, column)));
        joins.forEach(
                (alias, table) -> table.columns().forEach(column -> columns.add(new Read(alias, absent(column)))));
        return columns;
    }

    /** A joined parent may be absent, so that any of its columns may be null. */
    private static Column absent(Column column) {
        return new Column(column.name(), column.type(), column.nativeType(), true, column.filling());
    }

    /** The source table that an alias stands for; null for the flow's own. */
    Table table(@Nullable String alias) {
        return alias == null ? source : joins.getOrDefault(alias, source);
    }
}
