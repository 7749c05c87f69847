package dev.whimbrel.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values are compared as the column keeps them, and differences that the column keeps stay differences. */
class FittedTest {
    @Test
    void asTheColumnKeepsThem() {
        same(Type.REAL, 0.1, (double) 0.1f);
        same(Type.time(Kind.TIME, 0), LocalTime.of(1, 2, 3, 500_000_000), LocalTime.of(1, 2, 4));
        same(Type.time(Kind.TIME, 6), LocalTime.of(23, 59, 59, 999_999_999), LocalTime.MAX);
        same(
                Type.time(Kind.TIMESTAMP, 3),
                LocalDateTime.parse("2024-01-01T00:00:00.0005"),
                LocalDateTime.parse("2024-01-01T00:00:00.001"));
        same(
                Type.time(Kind.TIMESTAMPTZ, 0),
                Instant.parse("1999-12-31T23:59:58.500Z"),
                Instant.parse("1999-12-31T23:59:58Z"));
        same(Type.time(Kind.INTERVAL, 0), Duration.ofMillis(-1500), Duration.ofSeconds(-2));
        same(Type.JSON, "{ \"a\" : 1.0 }", "{\"a\":1}");
        same(Type.decimal(10, 2), new BigDecimal("1.5"), new BigDecimal("1.50"));
        same(Type.DOUBLE, -0.0, 0.0);
    }

    @Test
    void differencesStay() {
        differ(Type.DOUBLE, 0.1, (double) 0.1f);
        differ(Type.TEXT, "a ", "a");
        differ(Type.TEXT, "{ }", "{}");
        differ(Type.TEXT, "", null);
        differ(
                Type.time(Kind.TIMESTAMP, 6),
                LocalDateTime.parse("2024-01-01T00:00:00.000001"),
                LocalDateTime.parse("2024-01-01T00:00:00"));
        differ(Type.decimal(10, 2), new BigDecimal("1.5"), new BigDecimal("1.51"));
    }

    @Test
    void paddingMeansNothingToChar() {
        Column column = new Column("c", Type.text(5), "character(5)", true, Filling.NONE);
        assertThat(Fitted.value(column, "ab  ")).isEqualTo("ab");
        Column varying = new Column("c", Type.text(5), "character varying(5)", true, Filling.NONE);
        assertThat(Fitted.value(varying, "ab  ")).isEqualTo("ab  ");
    }

    private static void same(Type type, Object written, Object read) {
        assertThat(digest(type, written)).isEqualTo(digest(type, read));
    }

    private static void differ(Type type, Object written, @Nullable Object read) {
        assertThat(digest(type, written)).isNotEqualTo(digest(type, read));
    }

    private static Digest digest(Type type, @Nullable Object value) {
        return Digest.of(List.of(Column.of("c", type)), new @Nullable Object[] {value});
    }
}
