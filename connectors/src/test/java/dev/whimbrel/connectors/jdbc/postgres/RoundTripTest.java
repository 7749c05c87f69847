package dev.whimbrel.connectors.jdbc.postgres;

import static dev.whimbrel.connectors.jdbc.postgres.Database.row;
import static dev.whimbrel.connectors.jdbc.postgres.Database.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what is read back, for each type and its extreme values, by COPY as well as by UPDATE. */
class RoundTripTest {
    private static int tables;

    private static Database database;
    private static PostgresTarget target;

    @BeforeAll
    static void open() throws SQLException {
        database = Database.create(
                "create extension citext",
                "create type mood as enum ('sad', 'ok', 'žluťoučký 🐎', '')",
                "create domain code as varchar(20) check (value <> 'never')",
                "create domain padded as char(8)",
                "create domain amount as numeric(12, 2)");
        target = database.target();
    }

    @AfterAll
    static void close() throws SQLException {
        target.close();
        database.close();
    }

    static Stream<Arguments> types() {
        return Stream.of(
                of("boolean", true, false),
                of("smallint", -32768L, 32767L, 0L),
                of("integer", -2147483648L, 2147483647L, -1L),
                of("bigint", Long.MIN_VALUE, Long.MAX_VALUE, -1L),
                of(
                        "numeric",
                        decimal("0"),
                        decimal("-0.000"),
                        decimal("1"),
                        decimal("-1.5"),
                        decimal("1.10"),
                        decimal("10000"),
                        decimal("0.0001"),
                        decimal("0.00001"),
                        decimal("9999"),
                        decimal("99999999.99999999"),
                        decimal("1E+40"),
                        decimal("1E-40"),
                        decimal("-123456789012345678901234567890.123456789"),
                        decimal("7".repeat(1000)),
                        decimal("-" + "3".repeat(500) + "." + "7".repeat(500)),
                        decimal("0." + "0".repeat(900) + "1"),
                        decimal("9223372036854775807"),
                        decimal("9223372036854775808"),
                        decimal("1" + "0".repeat(131071)),
                        decimal("0." + "1".repeat(16383)),
                        decimal("0.5" + "0".repeat(17000))),
                of("numeric(10,2)", decimal("1.5"), decimal("-99999999.99"), decimal("100"), decimal("0.01")),
                of("numeric(3,-2)", decimal("12300"), decimal("-100")),
                of("amount", decimal("12.5"), decimal("9999999999.99")),
                of("real", 0.1, 3.4028234663852886E38, 1.4E-45, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 16777217.0),
                of(
                        "double precision",
                        0.1,
                        Double.MAX_VALUE,
                        Double.MIN_VALUE,
                        -0.0,
                        Double.NaN,
                        Double.POSITIVE_INFINITY),
                of(
                        "text",
                        "",
                        " ",
                        "a",
                        "žluť 🐎 𝕏 \uFFFF\uE000\u0001\u007f",
                        "\\N",
                        "\\.",
                        "\t\n\r\\\"'",
                        "x".repeat(300_000)),
                of("varchar(10)", "", "0123456789", "🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎", "end  "),
                of("char(8)", "", "abc", "abc  ", "12345678", "  x"),
                of("padded", "", "abc ", "12345678"),
                of("code", "abc", ""),
                of("citext", "MiXed", "mixed"),
                of("name", "catalogue"),
                of("bytea", new byte[0], new byte[] {0, -1, 127, -128, 92}, new byte[100_000]),
                of(
                        "date",
                        LocalDate.of(1, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        LocalDate.of(2000, 1, 1),
                        LocalDate.of(1999, 12, 31),
                        LocalDate.of(1582, 10, 4),
                        LocalDate.of(1582, 10, 15),
                        LocalDate.of(1500, 2, 28),
                        LocalDate.of(-43, 3, 15),
                        LocalDate.of(1900, 2, 28),
                        LocalDate.of(12345, 6, 7),
                        LocalDate.of(0, 2, 29),
                        LocalDate.MAX,
                        LocalDate.MIN),
                of(
                        "time",
                        LocalTime.MIDNIGHT,
                        LocalTime.of(23, 59, 59, 999_999_000),
                        LocalTime.of(12, 0, 0, 1000),
                        LocalTime.of(23, 59, 59, 999_999_900),
                        LocalTime.of(1, 2, 3, 1499)),
                of("time(0)", LocalTime.of(12, 0, 0, 500_000_000), LocalTime.of(23, 59, 59, 900_000_000)),
                of("timestamp", moments()),
                of(
                        "timestamp(3)",
                        LocalDateTime.of(2024, 5, 6, 7, 8, 9, 123_456_000),
                        LocalDateTime.of(2024, 5, 6, 7, 8, 9, 123_500_000),
                        LocalDateTime.of(2024, 12, 31, 23, 59, 59, 999_999_000),
                        LocalDateTime.of(1960, 1, 1, 0, 0, 0, 500_000),
                        LocalDateTime.of(1960, 1, 1, 0, 0, 0, 1_500_000)),
                of("timestamp(0)", LocalDateTime.of(2000, 1, 1, 0, 0, 0, 500_000_000)),
                of("timestamptz", instants()),
                of(
                        "timestamptz(0)",
                        Instant.parse("1999-12-31T23:59:59.500Z"),
                        Instant.parse("2020-01-01T00:00:00.5Z")),
                of(
                        "interval",
                        Duration.ZERO,
                        Duration.ofDays(400),
                        Duration.ofSeconds(-1),
                        Duration.ofNanos(-1000),
                        Duration.ofHours(838).plusMinutes(59).plusSeconds(59),
                        Duration.ofSeconds(1, 234_567_000),
                        Duration.ofSeconds(-1, -234_567_000),
                        Duration.ofMinutes(-61)),
                of("interval(0)", Duration.ofMillis(1500), Duration.ofMillis(-1500)),
                of("uuid", new UUID(0, 0), new UUID(-1, -1), UUID.fromString("123e4567-e89b-12d3-a456-426614174000")),
                of("json", json()),
                of("jsonb", json()),
                of("mood", "sad", "žluťoučký 🐎", ""),
                of("int4[]", "{1,2,NULL}", "{}"),
                of("inet", "10.0.0.0/8"),
                of("xml", "<a>ž</a>"),
                of("\"char\"", "x"),
                of("bit varying(5)", "10101"),
                of("point", "(1,2)"));
    }

    private static Object[] json() {
        return new Object[] {
            "{\"b\": 1.10, \"a\": [1e3, -0, 0.0, 12E-2, 100]}",
            "  [ ] ",
            "{ }",
            "null",
            "\"\\u00e9\\n\\/ \\ud83d\\udc0e é 🐎\"",
            "{\"a\":1,\"a\":2,\"\":3}",
            "[123456789012345678901234567890.000000000000000001, 1E-50]",
            "{\"z\":{\"y\":[{\"x\":null},true,false]}}"
        };
    }

    private static Object[] moments() {
        return new Object[] {
            LocalDateTime.of(1, 1, 1, 0, 0),
            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
            LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1000),
            LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_000),
            LocalDateTime.of(1582, 10, 4, 12, 0),
            LocalDateTime.of(1500, 2, 28, 12, 0, 0, 123_456_000),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
            LocalDateTime.of(-100, 3, 1, 1, 2, 3),
            LocalDateTime.of(-4, 2, 29, 1, 2, 3, 450_000_000),
            LocalDateTime.of(2024, 3, 31, 2, 30),
            LocalDateTime.of(294276, 12, 31, 23, 59, 59),
            LocalDateTime.MAX,
            LocalDateTime.MIN,
            LocalDateTime.of(2024, 3, 31, 2, 30, 0, 1499)
        };
    }

    private static Object[] instants() {
        return new Object[] {
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.parse("1582-10-04T00:00:00Z"),
            Instant.parse("1500-02-28T10:20:30.123456Z"),
            Instant.parse("-0100-02-28T10:20:30.123456Z"),
            Instant.parse("2024-10-27T00:30:00.000001Z"),
            Instant.EPOCH,
            Instant.MAX,
            Instant.MIN
        };
    }

    private static Arguments of(String type, Object... values) {
        return arguments(type, Arrays.asList(values));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    @ParameterizedTest
    @MethodSource("types")
    void comesBack(String type, List<Object> values) throws Exception {
        TableName table = new TableName("public", "v" + tables++);
        database.execute("create table " + table + " (id bigint primary key, c " + type + ")");
        List<Column> columns = database.columns(table.toString(), "id", "c");
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(row(-1L, null));
        for (int i = 0; i < values.size(); i++) {
            rows.add(row((long) i, values.get(i)));
        }
        try (TargetTransaction transaction = target.begin()) {
            assertThat(transaction.insert(table, columns, rows)).isEmpty();
            comparesEqual(transaction, table, columns, rows);
            List<@Nullable Object[]> moved = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                moved.add(row(rows.get(i)[0], rows.get((i + 1) % rows.size())[1]));
            }
            assertThat(transaction.update(table, columns, List.of("id"), moved)).isEmpty();
            comparesEqual(transaction, table, columns, moved);
            transaction.commit();
        }
    }

    private static void comparesEqual(
            TargetTransaction transaction, TableName table, List<Column> columns, List<@Nullable Object[]> rows) {
        List<Key> keys = rows.stream().map(r -> Key.of((Object) (Long) r[0])).toList();
        var found = transaction.select(table, columns, columns.subList(0, 1), keys);
        for (@Nullable Object[] row : rows) {
            @Nullable Object[] back = Objects.requireNonNull(found.get(Key.of((Object) (Long) row[0])));
            Object value = row[1];
            assertThat(back[1] == null
                            || columns.get(1).type().kind().javaClass().isInstance(back[1]))
                    .isTrue();
            assertThat(Digest.of(columns, back))
                    .as("%s came back as %s", shortened(value), shortened(back[1]))
                    .isEqualTo(Digest.of(columns, row));
        }
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    @Test
    void whatJavaCannotHoldIsUnreadable() throws Exception {
        TableName table = new TableName("public", "v" + tables++);
        database.execute("create table " + table + " (id bigint primary key, c numeric, i interval)");
        database.execute("insert into " + table + " values (1, 'NaN', '1 month'), (2, '-Infinity', '1 day 02:00')");
        List<Column> columns = database.columns(table.toString(), "c", "i");
        try (TargetTransaction transaction = target.begin()) {
            var found = transaction.select(
                    table, columns, database.columns(table.toString(), "id"), List.of(Key.of(1L), Key.of(2L)));
            assertThat(found.get(Key.of(1L)))
                    .containsExactly(new Unreadable("OUT_OF_RANGE"), new Unreadable("OUT_OF_RANGE"));
            assertThat(found.get(Key.of(2L))).containsExactly(new Unreadable("OUT_OF_RANGE"), Duration.ofHours(26));
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void findsByKeysOfEachType(String type, List<Object> values) throws Exception {
        TableName table = new TableName("public", "v" + tables++);
        database.execute("create table " + table + " (id bigint primary key, c " + type + " unique)");
        List<Column> columns = database.columns(table.toString(), "id", "c");
        List<Column> column = columns.subList(1, 2);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(row((long) i, values.get(i)));
        }
        List<Key> keys = values.stream().map(Key::of).toList();
        try (TargetTransaction transaction = target.begin()) {
            assertThat(transaction.existing(table, column, keys)).isEmpty();
            assertThat(transaction.insert(table, columns, rows)).isEmpty();
            assertThat(transaction.existing(table, column, keys)).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(transaction.holders(table, column, columns.subList(0, 1), keys))
                    .hasSameSizeAs(keys);
        }
    }

    static Stream<Arguments> keys() {
        return types().filter(t -> {
            String type = (String) t.get()[0];
            return !type.matches(
                    "json|xml|point|.*\\((0|3|3,-2)\\)|text|citext|bytea|numeric|char\\(8\\)|jsonb|real|double.*");
        });
    }

    @Test
    void findsByLongTextBytesAndNumbers() throws Exception {
        TableName table = new TableName("public", "v" + tables++);
        database.execute(
                "create table " + table + " (id bigint primary key, a text, b bytea, c numeric, d char(5), e citext)");
        List<Column> all = database.columns(table.toString(), "id", "a", "b", "c", "d", "e");
        try (TargetTransaction transaction = target.begin()) {
            transaction.insert(
                    table, all, rows(row(1L, "q'\"\\,{}", new byte[] {0, 1}, decimal("1.50"), "ab", "MiXed")));
            assertThat(transaction.existing(table, all.subList(1, 2), List.of(Key.of("q'\"\\,{}"), Key.of("a\0b"))))
                    .hasSize(1);
            Key bytes = Key.of((Object) new byte[] {0, 1});
            assertThat(transaction.existing(table, all.subList(2, 3), List.of(bytes)))
                    .contains(bytes);
            Key number = Key.of(decimal("1.5"));
            assertThat(transaction.existing(table, all.subList(3, 4), List.of(number)))
                    .contains(number);
            Key padded = Key.of("ab  ");
            assertThat(transaction.existing(table, all.subList(4, 5), List.of(padded)))
                    .contains(padded);
            Key otherCase = Key.of("mixed");
            assertThat(transaction.existing(table, all.subList(5, 6), List.of(otherCase)))
                    .contains(otherCase);
            Key several = Key.of("q'\"\\,{}", decimal("1.5"), "ab");
            assertThat(transaction.holders(
                            table, List.of(all.get(1), all.get(3), all.get(4)), all.subList(0, 1), List.of(several)))
                    .containsEntry(several, Key.of(1L));
        }
    }
}
