package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.value.Type;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function as the expression compiler sees it.
 *
 * @param name in lower case
 * @param parameters what each argument must be; the last one repeats where {@code variadic}
 * @param required how many arguments must be given at least
 * @param result the type of the result for types of arguments; throws {@link IllegalArgumentException} with a sentence where they
 *     do not fit together
 */
public record Function(
        String name,
        List<Family> parameters,
        int required,
        boolean variadic,
        Result result,
        Nulls nulls,
        Binder binder) {
    public Function {
        parameters = List.copyOf(parameters);
    }

    /** What nulls do. */
    public enum Nulls {
        /** A null argument gives null; other arguments never do. */
        STRICT,
        /** A null argument gives null, and others may. */
        MAYBE,
        /** The function sees nulls; it gives null only if all arguments are null. */
        ALL,
        /** The function sees nulls and never gives one. */
        NEVER,
        /** The function sees nulls and may give one. */
        OPEN
    }

    /** The type of the result. */
    @FunctionalInterface
    public interface Result {
        Type of(List<Type> arguments);
    }

    /** Prepares a call: arguments that are constants are known, the others are null. Bad constants are refused at once. */
    @FunctionalInterface
    public interface Binder {
        Body bind(@Nullable Object[] constants);
    }

    /** A prepared call. Arguments are of the Java classes of their types; with {@link Nulls#STRICT} none is null. */
    @FunctionalInterface
    public interface Body {
        @Nullable
        Object apply(@Nullable Object[] arguments);
    }

    /** Whether this many arguments of these types fit; null stands for the type of a bare NULL, which always fits. */
    public boolean fits(List<@Nullable Type> arguments) {
        if (arguments.size() < required || (!variadic && arguments.size() > parameters.size())) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            Type type = arguments.get(i);
            if (type != null
                    && !parameters.get(Math.min(i, parameters.size() - 1)).accepts(type)) {
                return false;
            }
        }
        return true;
    }

    /** Such as {@code lpad(text, integer, [text])}. */
    public String signature() {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            String one = parameters.get(i).name().toLowerCase(Locale.ROOT);
            text.append(i == 0 ? "" : ", ").append(i < required ? one : "[" + one + "]");
        }
        return text.append(variadic ? ", …)" : ")").toString();
    }

    static String signatures(List<Function> overloads) {
        return overloads.stream().map(Function::signature).collect(Collectors.joining(" or "));
    }
}
