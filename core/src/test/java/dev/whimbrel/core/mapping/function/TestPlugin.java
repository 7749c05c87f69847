package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plug-in as a user writes one: the check digit of a number of the old system. */
public final class TestPlugin implements ScalarFunction {
    @Override
    public String name() {
        return "test_check_digit";
    }

    @Override
    public List<Type> parameters() {
        return List.of(Type.TEXT, Type.BIGINT);
    }

    @Override
    public Type returns() {
        return Type.INTEGER;
    }

    @Override
    public @Nullable Object apply(Object[] arguments) {
        String digits = (String) arguments[0];
        if (digits.isEmpty()) {
            throw new RowFault("CAST_FAILED", "no digits");
        }
        return digits.chars().mapToLong(c -> c - '0').sum() % (Long) arguments[1];
    }
}
