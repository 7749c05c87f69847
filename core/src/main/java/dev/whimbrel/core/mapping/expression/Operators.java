package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.mapping.function.Values;
import dev.whimbrel.core.value.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** The operators, with SQL's three-valued logic: null stands for unknown. */
final class Operators {
    private Operators() {}

    private interface Binary {
        Object apply(Object left, Object right);
    }

    static Evaluator bind(RexCall call, List<Evaluator> x) {
        Type type = Types.of(call.getType());
        Type.Kind kind = type == null ? Type.Kind.TEXT : type.kind();
        return switch (call.getKind()) {
            case AND -> connective(x.toArray(Evaluator[]::new), false);
            case OR -> connective(x.toArray(Evaluator[]::new), true);
            case NOT -> not(x.get(0));
            case IS_NULL -> row -> x.get(0).eval(row) == null;
            case IS_UNKNOWN -> row -> x.get(0).eval(row) == null;
            case IS_NOT_NULL -> row -> x.get(0).eval(row) != null;
            case IS_TRUE -> row -> Boolean.TRUE.equals(x.get(0).eval(row));
            case IS_NOT_TRUE -> row -> !Boolean.TRUE.equals(x.get(0).eval(row));
            case IS_FALSE -> row -> Boolean.FALSE.equals(x.get(0).eval(row));
            case IS_NOT_FALSE -> row -> !Boolean.FALSE.equals(x.get(0).eval(row));
            case IS_DISTINCT_FROM ->
                row -> !Values.same(x.get(0).eval(row), x.get(1).eval(row));
            case IS_NOT_DISTINCT_FROM ->
                row -> Values.same(x.get(0).eval(row), x.get(1).eval(row));
            case EQUALS -> compare(x, c -> c == 0);
            case NOT_EQUALS -> compare(x, c -> c != 0);
            case LESS_THAN -> compare(x, c -> c < 0);
            case LESS_THAN_OR_EQUAL -> compare(x, c -> c <= 0);
            case GREATER_THAN -> compare(x, c -> c > 0);
            case GREATER_THAN_OR_EQUAL -> compare(x, c -> c >= 0);
            case PLUS -> binary(x, isNumber(type) ? (a, b) -> Values.plus(a, b, kind) : (a, b) -> step(a, b, 1));
            case MINUS -> binary(x, isNumber(type) ? (a, b) -> Values.minus(a, b, kind) : (a, b) -> step(a, b, -1));
            case TIMES -> binary(x, (a, b) -> Values.times(a, b, kind));
            case DIVIDE -> binary(x, (a, b) -> Values.divide(a, b, kind));
            case MINUS_PREFIX ->
                row -> {
                    Object value = x.get(0).eval(row);
                    return value == null ? null : Values.negate(value);
                };
            case PLUS_PREFIX -> x.get(0);
            case CASE -> choice(x.toArray(Evaluator[]::new), kind);
            // Calcite's own casts only bring both sides of an operator to one type; they never lose anything.
            case CAST -> row -> Values.widen(x.get(0).eval(row), kind);
            default ->
                throw new IllegalArgumentException(call.getOperator().getName() + " is not possible in an expression");
        };
    }

    private static boolean isNumber(@Nullable Type type) {
        return type != null && type.isNumber();
    }

    private static Evaluator connective(Evaluator[] operands, boolean deciding) {
        return row -> {
            boolean unknown = false;
            for (Evaluator operand : operands) {
                Object value = operand.eval(row);
                if (value == null) {
                    unknown = true;
                } else if ((Boolean) value == deciding) {
                    return deciding;
                }
            }
            return unknown ? null : !deciding;
        };
    }

    private static Evaluator not(Evaluator operand) {
        return row -> {
            Object value = operand.eval(row);
            return value == null ? null : !(Boolean) value;
        };
    }

    private static Evaluator compare(List<Evaluator> operands, IntPredicate test) {
        return binary(operands, (a, b) -> test.test(Values.compare(a, b)));
    }

    private static Evaluator binary(List<Evaluator> operands, Binary operator) {
        Evaluator left = operands.get(0);
        Evaluator right = operands.get(1);
        return row -> {
            Object a = left.eval(row);
            if (a == null) {
                return null;
            }
            Object b = right.eval(row);
            return b == null ? null : operator.apply(a, b);
        };
    }

    private static Evaluator choice(Evaluator[] operands, Type.Kind kind) {
        return row -> {
            int i = 0;
            for (; i + 1 < operands.length; i += 2) {
                if (Boolean.TRUE.equals(operands[i].eval(row))) {
                    return Values.widen(operands[i + 1].eval(row), kind);
                }
            }
            return Values.widen(operands[i].eval(row), kind);
        };
    }

    private static Object step(Object moment, Object interval, int sign) {
        TemporalAmount amount = interval instanceof Duration duration
                ? duration.multipliedBy(sign)
                : ((Period) interval).multipliedBy(sign);
        try {
            if (moment instanceof LocalDate date && amount instanceof Duration duration) {
                return date.plusDays(duration.toDays());
            }
            if (moment instanceof Instant instant && amount instanceof Period period) {
                return instant.atOffset(ZoneOffset.UTC).plus(period).toInstant();
            }
            return ((Temporal) moment).plus(amount);
        } catch (DateTimeException | ArithmeticException e) {
            throw new RowFault("OUT_OF_RANGE", "no such date");
        }
    }
}
