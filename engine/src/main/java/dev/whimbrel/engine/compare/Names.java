package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * What numbers in entries stand for, and which of the compared columns holds the owner.
 *
 * @param owners what actual rows say of whose they are
 */
public record Names(
        Numbers<TenantId> tenants,
        Numbers<String> causes,
        Numbers<String> owners,
        @Nullable Integer ownerPlace) {
    /** Without any name yet; 0 stands for no cause, and for rows that do not say whose they are. */
    public static Names with(@Nullable Integer ownerPlace) {
        return new Names(new Numbers<>(), withNone(), withNone(), ownerPlace);
    }

    private static Numbers<String> withNone() {
        Numbers<String> numbers = new Numbers<>();
        numbers.of("");
        return numbers;
    }

    /** The number of the owner that an actual row names; 0 where it names none. */
    int owner(@Nullable Object[] values) {
        Object owner = ownerPlace == null ? null : Carried.read(values[ownerPlace]);
        return owner == null || owner instanceof Unreadable ? 0 : owners.of(Key.partText(owner));
    }
}
