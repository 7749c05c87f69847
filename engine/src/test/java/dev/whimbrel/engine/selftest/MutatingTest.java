package dev.whimbrel.engine.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values of every kind can be mutated, and what is no change is no mutation. */
class MutatingTest {
    private static final Map<Kind, Object> VALUES = new EnumMap<>(Map.ofEntries(
            Map.entry(Kind.BOOLEAN, true),
            Map.entry(Kind.SMALLINT, 1L),
            Map.entry(Kind.INTEGER, -5L),
            Map.entry(Kind.BIGINT, Long.MAX_VALUE),
            Map.entry(Kind.DECIMAL, new BigDecimal("1.10")),
            Map.entry(Kind.REAL, 0.5),
            Map.entry(Kind.DOUBLE, 1.5),
            Map.entry(Kind.TEXT, "Straße 🐦"),
            Map.entry(Kind.BYTES, new byte[0]),
            Map.entry(Kind.DATE, LocalDate.EPOCH),
            Map.entry(Kind.TIME, LocalTime.NOON),
            Map.entry(Kind.TIMESTAMP, LocalDateTime.of(2024, 2, 29, 12, 0)),
            Map.entry(Kind.TIMESTAMPTZ, Instant.EPOCH.plusSeconds(60)),
            Map.entry(Kind.INTERVAL, Duration.ofHours(30)),
            Map.entry(Kind.UUID, new UUID(1, 2)),
            Map.entry(Kind.JSON, "{\"a\": 1}"),
            Map.entry(Kind.ENUM, "a"),
            Map.entry(Kind.OTHER, "x")));

    private static Map<Mutation, Object> mutated(Kind kind, Object value) {
        return new Mutating(Column.of("c", Type.of(kind)), false).of(value);
    }

    @Test
    void everyKindOfValueCanBeMutatedAndEachMutationIsAnotherValue() {
        assertThat(VALUES.keySet()).containsExactly(Kind.values());
        VALUES.forEach((kind, value) -> {
            Map<Mutation, Object> made = mutated(kind, value);
            assertThat(made).as("%s", kind).containsKey(Mutation.LOST).hasSizeGreaterThan(1);
            made.forEach((mutation, now) -> assertThat(Mutating.isSame(value, now))
                    .as("%s %s", kind, mutation)
                    .isFalse());
            Map<Mutation, Object> invented = new Mutating(Column.of("c", Type.of(kind)), false).of(null);
            assertThat(invented).as("%s", kind).containsOnlyKeys(Mutation.INVENTED);
            assertThat(invented.get(Mutation.INVENTED)).as("%s", kind).isInstanceOf(kind.javaClass());
        });
    }

    @Test
    void whatChangesNothingIsNoMutation() {
        assertThat(mutated(Kind.TEXT, "123")).doesNotContainKeys(Mutation.CASE, Mutation.DECOMPOSED, Mutation.MOJIBAKE);
        assertThat(mutated(Kind.BIGINT, 0L)).doesNotContainKeys(Mutation.SIGN, Mutation.TENFOLD);
        assertThat(mutated(Kind.DECIMAL, new BigDecimal("0.00"))).doesNotContainKeys(Mutation.SIGN, Mutation.TENFOLD);
        assertThat(mutated(Kind.DATE, LocalDate.of(1900, 1, 1))).doesNotContainKey(Mutation.SENTINEL);
        Column padded = new Column("c", Type.text(8), "character(8)", true, Column.Filling.NONE);
        assertThat(new Mutating(padded, false).of("x")).doesNotContainKey(Mutation.BLANK_AFTER);
        Column seconds = Column.of("c", new Type(Kind.TIMESTAMP, -1, 0, -1, java.util.List.of()));
        assertThat(new Mutating(seconds, false).of(LocalDateTime.of(2024, 1, 1, 0, 0)))
                .containsEntry(Mutation.LEAST_STEP, LocalDateTime.of(2024, 1, 1, 0, 0, 1))
                .doesNotContainKey(Mutation.MIDNIGHT);
    }
}
