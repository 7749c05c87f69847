package dev.whimbrel.bench.batch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The five expressions of the figures with a mapping, in Java; each gives what the project file's expression gives. */
final class Rules {
    private static final BigDecimal FACTOR = new BigDecimal("1.19");
    private static final int LONGEST = 100;

    private Rules() {}

    static Account apply(Account old) {
        return new Account(
                old.id(),
                old.tenantId(),
                old.guid(),
                old.name() + " #" + old.id(),
                email(old.email()),
                old.city() == null ? "n/a" : old.city(),
                note(old.note()),
                old.amount().multiply(FACTOR).setScale(2, RoundingMode.HALF_UP),
                old.active(),
                old.createdAt(),
                old.changedAt(),
                old.attributes());
    }

    private static @Nullable String email(@Nullable String email) {
        return email == null ? null : email.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String note(@Nullable String note) {
        if (note == null || note.isEmpty()) {
            return null;
        }
        boolean tooLong = note.codePointCount(0, note.length()) > LONGEST;
        return tooLong ? note.substring(0, note.offsetByCodePoints(0, LONGEST)) : note;
    }
}
