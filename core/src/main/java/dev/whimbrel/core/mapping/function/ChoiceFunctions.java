package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that choose among their arguments. The compiler evaluates {@code coalesce} lazily; it is here for its types. */
final class ChoiceFunctions {
    private ChoiceFunctions() {}

    static void register(Library.Catalogue c) {
        c.add("coalesce", 1, true, Values::common, Function.Nulls.ALL, k -> ChoiceFunctions::coalesce, Family.ANY);
        c.add("greatest", 1, true, Values::common, Function.Nulls.ALL, k -> a -> extreme(a, 1), Family.ANY);
        c.add("least", 1, true, Values::common, Function.Nulls.ALL, k -> a -> extreme(a, -1), Family.ANY);
        c.add(
                "nullif",
                2,
                false,
                ChoiceFunctions::first,
                Function.Nulls.OPEN,
                k -> a -> a[0] != null && Values.same(a[0], a[1]) ? null : a[0],
                Family.ANY,
                Family.ANY);
    }

    private static Type first(List<Type> types) {
        Values.common(types);
        return types.get(0);
    }

    private static @Nullable Object coalesce(@Nullable Object[] a) {
        for (Object value : a) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Object extreme(@Nullable Object[] a, int sign) {
        Object best = null;
        for (Object value : a) {
            if (value != null && (best == null || sign * Values.compare(value, best) > 0)) {
                best = value;
            }
        }
        return best;
    }
}
