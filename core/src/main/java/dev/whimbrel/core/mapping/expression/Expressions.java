package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.CompiledFlow.Read;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Compiles SQL expressions over source columns. Columns are written {@code column} or {@code alias.column}, in the case of the
 * source or any other; a name with odd characters, or one that is a word of SQL, stands in double quotes. Texts stand in single
 * quotes. What is wrong is reported as problems with the exact place. Safe for many threads.
 */
public final class Expressions {
    /** The code of all problems but unknown columns and types that do not fit. */
    public static final String INVALID = "EXPRESSION_INVALID";

    private static final Pattern BARE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*(\\.[\\p{L}_][\\p{L}\\p{N}_$]*)?");

    private Expressions() {}

    /** The expression, or empty after at least one problem of severity ERROR. */
    public static Optional<Expression> compile(
            String text, List<Read> columns, Place place, Consumer<Problem> problems) {
        Columns names = new Columns(columns);
        String bare = text.strip();
        if (BARE.matcher(bare).matches()) {
            Optional<Expression> copy = names.find(bare).map(i -> column(columns.get(i), i));
            if (copy.isPresent()) {
                return copy;
            }
        }
        try {
            return Optional.of(Compiler.compile(text, names));
        } catch (Refused refused) {
            refused.problems(text, place).forEach(problems);
            return Optional.empty();
        }
    }

    /** A copy of one column. */
    public static Expression column(Read read, int index) {
        return new Expression(read.column().type(), read.column().nullable(), Set.of(index), Closures.copy(index));
    }

    /** The index of a column by its label, in the case as written or, if none has it so, in any case. */
    public static Optional<Integer> find(String label, List<Read> columns) {
        return new Columns(columns).find(label);
    }

    /** The label among these that is most like a wrong one, if any is like it. */
    public static Optional<String> nearest(String wrong, Iterable<String> names) {
        return Columns.nearest(wrong, names);
    }
}
