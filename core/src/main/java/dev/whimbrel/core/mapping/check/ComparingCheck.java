package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.UniqueKey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether what a flow says of how its rows are compared fits its columns: nothing may be loosened by which rows are told apart. */
final class ComparingCheck {
    private final FlowScope scope;
    private final Flow flow;
    private final Table target;
    private final List<Problem> problems;
    private final Set<String> tolerated = new HashSet<>();

    ComparingCheck(FlowScope scope, List<Problem> problems) {
        this.scope = scope;
        this.flow = scope.flow();
        this.target = scope.target();
        this.problems = problems;
    }

    void check() {
        flow.comparing().surrogates().forEach(this::surrogate);
        flow.comparing().ids().forEach(this::id);
        flow.comparing().tolerances().forEach(this::tolerance);
    }

    private Optional<Column> column(String name, Place place) {
        Optional<Column> column = target.column(name);
        if (column.isEmpty()) {
            problems.add(FlowScope.unknownColumn(name, target.name().toString(), target.columnNames(), place));
        }
        return column;
    }

    /** An id whose numbers say which row is which, or that is not compared, cannot be found to be another. */
    private void id(String name) {
        Place place = flow.place("ids");
        Optional<Column> column = column(name, place);
        if (column.isPresent() && (!isValue(name) || isSurrogate(name) || same(name, flow.sourceKeyColumn()))) {
            problems.add(Problem.error(
                    "IDS_NEEDLESS",
                    place,
                    "Cannot take " + name
                            + " for an id that may be renamed: it keeps the source key, is compared by what it leads to, or"
                            + " is not compared at all",
                    "Take it out of ids."));
        }
    }

    private void tolerance(String name, Tolerance tolerance) {
        Place place = flow.place("tolerances." + name);
        Optional<Column> column = column(name, place);
        if (column.isEmpty()) {
            return;
        }
        String is = column.orElseThrow().name();
        if (!tolerated.add(is)) {
            problems.add(Problem.error(
                    "TOLERANCE_TWICE",
                    place,
                    "Cannot tell which of two tolerances of " + is + " is meant",
                    "Keep one of them."));
        } else if (isKey(is)) {
            problems.add(Problem.error(
                    "TOLERANCE_ON_KEY",
                    place,
                    "Cannot tolerate anything in " + is + ": rows are told apart by it",
                    "Take it out of tolerances."));
        } else if (!isValue(is) || isSurrogate(is)) {
            problems.add(Problem.error(
                    "TOLERANCE_NEEDLESS",
                    place,
                    "Cannot tolerate anything in " + is + ": it is compared by what it leads to, or not at all",
                    "Take it out of tolerances: only columns that hold a value of the source's have any."));
        } else if (!tolerance.suits(column.orElseThrow().type())) {
            problems.add(Problem.error(
                    "TOLERANCE_WRONG_TYPE",
                    place,
                    "Cannot tolerate `" + tolerance.words() + "` in " + is + ", which is "
                            + column.orElseThrow().type(),
                    "Write `number` for numbers, `time` for times (for dates a day or more), `text` for texts."));
        }
    }

    private boolean isKey(String column) {
        return same(column, flow.sourceKeyColumn()) || target.primaryKey().contains(column);
    }

    private boolean isSurrogate(String column) {
        return flow.comparing().surrogates().stream().anyMatch(name -> same(name, column));
    }

    /** Whether a value of the source's is compared in it. */
    private boolean isValue(String column) {
        return flow.fields().entrySet().stream()
                .filter(entry -> same(entry.getKey(), column))
                .map(java.util.Map.Entry::getValue)
                .anyMatch(rule -> !(rule instanceof FieldRule.Reference
                        || rule instanceof FieldRule.Generated
                        || rule instanceof FieldRule.Default));
    }

    private static boolean same(String left, String right) {
        return left.toLowerCase(Locale.ROOT).equals(right.toLowerCase(Locale.ROOT));
    }

    /** That two sides' numbers stand one for one follows from keys on both: without them it would have to be believed. */
    private void surrogate(String name) {
        Place place = flow.place("surrogate");
        Optional<Column> column = column(name, place);
        if (column.isEmpty()) {
            return;
        }
        String is = column.orElseThrow().name();
        if (same(is, flow.sourceKeyColumn()) || !isValue(is)) {
            problems.add(Problem.error(
                    "SURROGATE_NEEDLESS",
                    place,
                    "Cannot take " + is
                            + " for a number that is drawn anew: it keeps the source key, is compared by what it"
                            + " leads to, or is not compared at all",
                    "Take it out of surrogate."));
        } else if (column.orElseThrow().nullable() || !isUnique(target, is) || !isCopyOfUnique(is)) {
            problems.add(Problem.error(
                    "SURROGATE_UNGUARDED",
                    place,
                    "Cannot take " + is
                            + " for a number that is drawn anew: one could come twice on one side, so that the two"
                            + " sides' numbers need not stand one for one",
                    "It must be NOT NULL and a key by itself in the target, and a copy of a source column that is a key by"
                            + " itself; or let it be compared."));
        }
    }

    private boolean isCopyOfUnique(String column) {
        return flow.fields().entrySet().stream()
                .filter(entry -> same(entry.getKey(), column))
                .map(java.util.Map.Entry::getValue)
                .anyMatch(rule -> rule instanceof FieldRule.Copy copy
                        && scope.source()
                                .column(copy.column())
                                .filter(from -> isUnique(scope.source(), from.name()))
                                .isPresent());
    }

    private static boolean isUnique(Table table, String column) {
        return table.primaryKey().equals(List.of(column))
                || table.uniqueKeys().stream().filter(UniqueKey::plain).anyMatch(key -> key.columns()
                        .equals(List.of(column)));
    }
}
