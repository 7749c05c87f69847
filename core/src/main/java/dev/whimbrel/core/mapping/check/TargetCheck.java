package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.mapping.CompiledFlow.Read;
import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.mapping.expression.Expression;
import dev.whimbrel.core.mapping.expression.Expressions;
import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A CHECK constraint that our own expressions can evaluate. */
record TargetCheck(Evaluator condition, BitSet inputs, FieldFault fault) {
    static Optional<TargetCheck> compile(CheckRule rule, List<Column> columns) {
        List<Read> reads = new ArrayList<>();
        for (Column column : columns) {
            reads.add(new Read(null, column));
        }
        return PostgresCondition.translate(rule.condition(), columns)
                .flatMap(text -> Expressions.compile(text, reads, Place.NOWHERE, problem -> {}))
                .filter(expression -> expression.type().kind() == Type.Kind.BOOLEAN)
                .map(expression -> of(rule, expression, columns));
    }

    private static TargetCheck of(CheckRule rule, Expression expression, List<Column> columns) {
        BitSet inputs = new BitSet();
        expression.inputs().forEach(inputs::set);
        List<String> names =
                inputs.stream().mapToObj(i -> columns.get(i).name()).toList();
        FieldFault fault = new FieldFault("CHECK_FAILED", names, "check " + rule.name() + " does not hold");
        return new TargetCheck(expression.evaluator(), inputs, fault);
    }
}
