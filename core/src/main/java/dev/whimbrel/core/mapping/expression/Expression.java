package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.value.Type;
import java.util.Set;

/**
 * A compiled expression.
 *
 * @param type of its values
 * @param nullable whether it may give null
 * @param inputs indexes of the columns that it reads
 * @param evaluator pure and safe for many threads
 */
public record Expression(Type type, boolean nullable, Set<Integer> inputs, Evaluator evaluator) {
    public Expression {
        inputs = Set.copyOf(inputs);
    }
}
