package dev.whimbrel.core.mapping.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a PostgreSQL column takes, as a table of values and codes. */
final class RowRulesTest {
    private static final Type SHORT_TIME = Type.time(Type.Kind.TIMESTAMP, 3);

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(Type.text(3), "abc", null),
                Arguments.of(Type.text(3), "🐦🐦🐦", null),
                Arguments.of(Type.text(3), "abcd", "TOO_LONG"),
                Arguments.of(Type.TEXT, "a\0b", "NUL_CHARACTER"),
                Arguments.of(Type.TEXT, "a\ud83d", "BAD_ENCODING"),
                Arguments.of(Type.TEXT, "\udc26a", "BAD_ENCODING"),
                Arguments.of(Type.SMALLINT, 32767L, null),
                Arguments.of(Type.SMALLINT, 32768L, "OUT_OF_RANGE"),
                Arguments.of(Type.INTEGER, -2147483649L, "OUT_OF_RANGE"),
                Arguments.of(Type.BIGINT, Long.MAX_VALUE, null),
                Arguments.of(Type.decimal(5, 2), new BigDecimal("999.99"), null),
                Arguments.of(Type.decimal(5, 2), new BigDecimal("999.990"), null),
                Arguments.of(Type.decimal(5, 2), new BigDecimal("0.001"), "SCALE_LOST"),
                Arguments.of(Type.decimal(5, 2), new BigDecimal("1000"), "OUT_OF_RANGE"),
                Arguments.of(Type.decimal(5, 2), new BigDecimal("1E+5"), "OUT_OF_RANGE"),
                Arguments.of(Type.decimal(5, 2), new BigDecimal("0E+9"), null),
                Arguments.of(Type.decimal(2, 2), new BigDecimal("0.05"), null),
                Arguments.of(Type.of(Type.Kind.DECIMAL), new BigDecimal("1E-100"), null),
                Arguments.of(Type.REAL, 1e39, "OUT_OF_RANGE"),
                Arguments.of(Type.bytes(2), new byte[3], "TOO_LONG"),
                Arguments.of(Type.DATE, LocalDate.of(5_874_898, 1, 1), "OUT_OF_RANGE"),
                Arguments.of(Type.TIMESTAMP, LocalDateTime.of(294_277, 1, 1, 0, 0), "OUT_OF_RANGE"),
                Arguments.of(Type.TIMESTAMPTZ, Instant.MAX.minusNanos(999_999_999), "OUT_OF_RANGE"),
                Arguments.of(SHORT_TIME, LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1_000_000), null),
                Arguments.of(SHORT_TIME, LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1_000), "SCALE_LOST"),
                Arguments.of(Type.TIME, LocalTime.of(1, 1, 1, 1), "SCALE_LOST"),
                Arguments.of(Type.enumeration(List.of("a", "b")), "b", null),
                Arguments.of(Type.enumeration(List.of("a", "b")), "B", "NOT_IN_ENUM"),
                Arguments.of(Type.JSON, "{\"a\": [1, -0.5e3, \"\\u00e9\", null, true]}", null),
                Arguments.of(Type.JSON, "{'a': 1}", "BAD_JSON"),
                Arguments.of(Type.JSON, "01", "BAD_JSON"),
                Arguments.of(Type.JSON, "[1,]", "BAD_JSON"),
                Arguments.of(Type.JSON, "", "BAD_JSON"),
                Arguments.of(Type.JSON, "[".repeat(5000), "BAD_JSON"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aColumnTakesOrRefuses(Type type, Object value, @Nullable String code) {
        RowRules rules = rules(List.of(Column.of("x", type)));
        List<FieldFault> faults = rules.check(new Object[] {value});
        assertThat(faults).extracting(FieldFault::code).isEqualTo(code == null ? List.of() : List.of(code));
        assertThat(rules.check(new Object[] {null})).isEmpty();
    }

    @Test
    void everyFaultOfARowIsNamedAndSkippedColumnsAreNot() {
        Column a = new Column("a", Type.text(1), "text", false, Column.Filling.DEFAULT);
        Column b = new Column("b", Type.text(1), "text", false, Column.Filling.NONE);
        RowRules rules = rules(List.of(a, b));
        assertThat(rules.check(new Object[] {"xx", null}))
                .extracting(FieldFault::code)
                .containsExactly("TOO_LONG", "NOT_NULL");
        BitSet skipped = new BitSet();
        skipped.set(1);
        assertThat(rules.check(new Object[] {"x", null}, skipped)).isEmpty();
    }

    @Test
    void jsonbRefusesTheNulEscape() {
        Column column = new Column("x", Type.JSON, "jsonb", true, Column.Filling.NONE);
        assertThat(rules(List.of(column)).check(new Object[] {"\"\\u0000\""})).hasSize(1);
        assertThat(rules(List.of(Column.of("x", Type.JSON))).check(new Object[] {"\"\\u0000\""}))
                .isEmpty();
    }

    /** Conditions as PostgreSQL itself prints them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "CHECK ((n > 0)); 1,a,1.0; 0,a,1.0",
                "((n >= 0) AND (n <= 150)); 150,a,1.0; 151,a,1.0",
                "CHECK ((status = ANY (ARRAY['a'::text, 'b'::text]))); 1,a,1.0; 1,c,1.0",
                "CHECK (((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))); 1,b,1.0; 1,c,1.0",
                "CHECK ((status <> ALL (ARRAY['x'::text, 'y'::text]))); 1,a,1.0; 1,y,1.0",
                "CHECK ((amount >= (0)::numeric)); 1,a,0.0; 1,a,-0.1",
                "CHECK ((amount < '10.5'::numeric)); 1,a,10.4; 1,a,10.5",
                "CHECK ((status ~ '^[a-z]+$'::text)); 1,abc,1.0; 1,A1,1.0",
                "CHECK (((status)::text ~~ 'a%'::text)); 1,abc,1.0; 1,bc,1.0",
                "CHECK ((length((status)::text) = 2)); 1,ab,1.0; 1,abc,1.0",
                "CHECK ((char_length(btrim(status)) > 0)); 1,ab,1.0; 1, ,1.0",
                "CHECK (((n IS NULL) OR (n <> 5))); 1,a,1.0; 5,a,1.0",
                "CHECK ((\"position\" IS NULL)); 1,a,1.0;",
            })
    void checksArePredicted(String condition, String good, @Nullable String bad) {
        RowRules rules = checks(condition);
        assertThat(rules.unevaluated()).isEmpty();
        assertThat(rules.check(row(good))).isEmpty();
        if (bad != null) {
            assertThat(rules.check(row(bad))).extracting(FieldFault::code).containsExactly("CHECK_FAILED");
        }
        assertThat(rules.check(new Object[] {null, null, null, null})).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "CHECK ((born <= CURRENT_DATE))",
                "CHECK ((my_function(n) > 0))",
                "CHECK ((absent > 0))",
                "CHECK (((amount)::integer > 0))",
                "CHECK ((status ~ '^[[:alpha:]]+$'::text))",
            })
    void whatCannotBeEvaluatedIsListed(String condition) {
        assertThat(checks(condition).unevaluated()).hasSize(1);
    }

    private static RowRules checks(String condition) {
        List<Column> columns = List.of(
                Column.of("n", Type.INTEGER),
                Column.of("status", Type.TEXT),
                Column.of("amount", Type.decimal(10, 2)),
                Column.of("position", Type.INTEGER));
        return RowRules.of(
                new Table(
                        new TableName("s", "t"),
                        columns,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new CheckRule("c", condition)),
                        -1,
                        -1),
                columns);
    }

    private static @Nullable Object[] row(String text) {
        String[] parts = text.split(",", -1);
        return new Object[] {Long.valueOf(parts[0]), parts[1], new BigDecimal(parts[2]), null};
    }

    private static RowRules rules(List<Column> columns) {
        return RowRules.of(
                new Table(new TableName("s", "t"), columns, List.of(), List.of(), List.of(), List.of(), -1, -1),
                columns);
    }
}
