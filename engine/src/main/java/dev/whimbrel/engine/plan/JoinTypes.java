package dev.whimbrel.engine.plan;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses joins of numbers to texts. Databases convert one to the other in ways of their own ('1', '01' and '1x' are all the
 * number 1 to MySQL), and a row could meet several parents.
 */
final class JoinTypes {
    private JoinTypes() {}

    static List<Problem> problems(Project project, Schema source) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < project.relations().size(); i++) {
            Relation relation = project.relations().get(i);
            Place place = project.place("relations." + i);
            source.table(relation.from()).ifPresent(from -> source.table(relation.to())
                    .ifPresent(to -> compare(from, relation.columns(), to, relation.toColumns(), place, problems)));
        }
        for (Flow flow : project.flows()) {
            for (Flow.Join join : flow.joins()) {
                source.table(flow.from()).ifPresent(from -> source.table(join.table())
                        .ifPresent(to -> compare(
                                from,
                                join.on(),
                                to,
                                to.primaryKey(),
                                flow.place("join." + join.alias() + ".on"),
                                problems)));
            }
        }
        return problems;
    }

    private static void compare(
            Table from, List<String> columns, Table to, List<String> toColumns, Place place, List<Problem> problems) {
        for (int i = 0; i < Math.min(columns.size(), toColumns.size()); i++) {
            String column = columns.get(i);
            String toColumn = toColumns.get(i);
            from.column(column).ifPresent(left -> to.column(toColumn)
                    .filter(right -> unlike(left.type(), right.type()))
                    .ifPresent(right -> problems.add(Problem.error(
                            "TYPE_MISMATCH",
                            place,
                            "Cannot join " + from.name() + "." + column + ", " + left.type() + ", to " + to.name() + "."
                                    + toColumn + ", " + right.type(),
                            "Join columns of one kind; a view of the source can convert one of them."))));
        }
    }

    private static boolean unlike(Type left, Type right) {
        return left.isNumber() != right.isNumber() && (left.isText() || right.isText());
    }
}
