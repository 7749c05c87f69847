package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.schema.Column;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When two values are one: as they are, and as a column keeps them. */
final class Equality {
    private Equality() {}

    /** The same object or the same content, written in the same way. */
    static boolean isIdentical(@Nullable Object left, @Nullable Object right) {
        Object a = Carried.read(left);
        Object b = Carried.read(right);
        return a instanceof byte[] bytes && b instanceof byte[] others
                ? Arrays.equals(bytes, others)
                : Objects.equals(a, b);
    }

    /** One value, as {@code column} keeps both. */
    static boolean isSame(Column column, @Nullable Object left, @Nullable Object right) {
        return isIdentical(left, right) || form(column, left).equals(form(column, right));
    }

    /** The canonical form of a value as {@code column} keeps it; it is equal for equal values. */
    static ByteBuffer form(Column column, @Nullable Object value) {
        Object kept = Fitted.value(column, Carried.read(value));
        return ByteBuffer.wrap(new Canonical().add(kept).toBytes());
    }
}
