package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.mapping.function.Casts;
import dev.whimbrel.core.mapping.function.Function;
import dev.whimbrel.core.mapping.function.Values;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Unreadable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Typed trees into closures over our own values. Code is not generated: 150 expressions are 150 small objects. */
final class Closures {
    private Closures() {}

    static Evaluator compile(RexNode node) {
        if (node instanceof RexInputRef reference) {
            return column(reference.getIndex());
        }
        if (node instanceof RexLiteral literal) {
            Object value = Literals.value(literal);
            return row -> value;
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        throw new IllegalArgumentException("this is not possible in an expression");
    }

    /** A column's value; one that cannot be read is a fault of the row. */
    private static Evaluator column(int index) {
        Evaluator copy = copy(index);
        return row -> Carried.read(copy.eval(row));
    }

    /** The same to be put into a column as it is: a value that is carried stays so. */
    static Evaluator copy(int index) {
        return row -> {
            Object value = row[index];
            if (value instanceof Unreadable unreadable) {
                throw new RowFault(unreadable.code(), "the source value cannot be read");
            }
            return value;
        };
    }

    private static Evaluator call(RexCall call) {
        if (call.getOperator() instanceof LibraryOperator operator) {
            return library(call, operator);
        }
        if (call.getOperator() instanceof CastOperator operator) {
            Evaluator operand = compile(call.operands.get(0));
            Type target = operator.target();
            return row -> Casts.cast(operand.eval(row), target);
        }
        if (call.getOperator() instanceof ReadableOperator) {
            int index = ((RexInputRef) call.operands.get(0)).getIndex();
            return row -> row[index] instanceof Unreadable ? null : Carried.read(row[index]);
        }
        List<Evaluator> operands = new ArrayList<>();
        for (RexNode operand : call.operands) {
            operands.add(compile(operand));
        }
        return Operators.bind(call, operands);
    }

    private static Evaluator library(RexCall call, LibraryOperator operator) {
        List<@Nullable Type> types = new ArrayList<>();
        Evaluator[] arguments = new Evaluator[call.operands.size()];
        @Nullable Object[] constants = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            RexNode operand = call.operands.get(i);
            types.add(Types.of(operand.getType()));
            arguments[i] = compile(operand);
            constants[i] = operand instanceof RexLiteral literal ? Literals.value(literal) : null;
        }
        Function function = LibraryOperator.overload(operator.overloads(), types)
                .orElseThrow(() -> new IllegalArgumentException("no such function: " + operator.getName()));
        Type result = Types.of(call.getType());
        Type.Kind kind = result == null ? Type.Kind.TEXT : result.kind();
        boolean any = function.parameters().contains(dev.whimbrel.core.mapping.function.Family.ANY);
        if (function.name().equals("coalesce")) {
            return coalesce(arguments, kind);
        }
        Function.Body body = function.binder().bind(constants);
        boolean strict = function.nulls() == Function.Nulls.STRICT || function.nulls() == Function.Nulls.MAYBE;
        Evaluator evaluator = strict ? strict(body, arguments) : open(body, arguments);
        return any && result != null && result.isNumber() ? row -> Values.widen(evaluator.eval(row), kind) : evaluator;
    }

    private static Evaluator coalesce(Evaluator[] arguments, Type.Kind kind) {
        return row -> {
            for (Evaluator argument : arguments) {
                Object value = argument.eval(row);
                if (value != null) {
                    return Values.widen(value, kind);
                }
            }
            return null;
        };
    }

    private static Evaluator strict(Function.Body body, Evaluator[] arguments) {
        if (arguments.length == 1) {
            Evaluator only = arguments[0];
            return row -> {
                Object value = only.eval(row);
                return value == null ? null : applied(body, new Object[] {value});
            };
        }
        return row -> {
            @Nullable Object[] values = new Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                Object value = arguments[i].eval(row);
                if (value == null) {
                    return null;
                }
                values[i] = value;
            }
            return applied(body, values);
        };
    }

    private static Evaluator open(Function.Body body, Evaluator[] arguments) {
        return row -> {
            @Nullable Object[] values = new Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].eval(row);
            }
            return applied(body, values);
        };
    }

    /** A pattern or zone that comes from the row may be wrong; that is the row's fault and its text stays out of the message. */
    private static @Nullable Object applied(Function.Body body, @Nullable Object[] values) {
        try {
            return body.apply(values);
        } catch (RowFault fault) {
            throw fault;
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever a plug-in throws, and a pattern that a long text drives too deep, concern this row alone.
            throw new RowFault("CAST_FAILED", "the function has no result for these values");
        }
    }
}
