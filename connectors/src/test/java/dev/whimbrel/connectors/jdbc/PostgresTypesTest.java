package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.value.Type.Kind;
import dev.whimbrel.testkit.server.PostgresServer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What PostgreSQL's types become as a source, value by value. */
class PostgresTypesTest {
    private static SourceFixture open(Map<String, Object> settings) throws SQLException {
        PostgresServer server = PostgresServer.shared();
        SourceFixture fixture = new SourceFixture("postgresql", server.createDatabase(), server.user(), null, settings);
        fixture.execute(
                "create type mood as enum ('sad', 'it''s', 'Ok')",
                "create domain short as varchar(5)",
                "create domain price as numeric(8,3) not null");
        return fixture;
    }

    @TestFactory
    Stream<DynamicTest> numbers() throws SQLException {
        return new TypeCases(open(Map.of()))
                .holds("boolean", "true", Kind.BOOLEAN, true)
                .holds("smallint", "-32768", Kind.SMALLINT, -32768L)
                .holds("int", "0", Kind.INTEGER, 0L)
                .holds("bigint", "9223372036854775807", Kind.BIGINT, Long.MAX_VALUE)
                .holds("numeric", "1.50", Kind.DECIMAL, new BigDecimal("1.50"))
                .holds("numeric(40,20)", "-1e-20", Kind.DECIMAL, new BigDecimal("-0.00000000000000000001"))
                .cannotHold("numeric", "'NaN'", Kind.DECIMAL, "NOT_A_NUMBER")
                .cannotHold("numeric", "'Infinity'", Kind.DECIMAL, "NOT_A_NUMBER")
                .holds("real", "1.1", Kind.REAL, (double) 1.1f)
                .holds("real", "'NaN'", Kind.REAL, Double.NaN)
                .holds("double precision", "0.30000000000000004", Kind.DOUBLE, 0.30000000000000004)
                .holds("double precision", "'-Infinity'", Kind.DOUBLE, Double.NEGATIVE_INFINITY)
                .holds("double precision", "'NaN'", Kind.DOUBLE, Double.NaN)
                .holds("money", "'-1234567.89'::numeric::money", Kind.DECIMAL, new BigDecimal("-1234567.89"))
                .run();
    }

    @TestFactory
    Stream<DynamicTest> datesAndTimes() throws SQLException {
        return new TypeCases(open(Map.of()))
                .holds("date", "'2024-02-29'", Kind.DATE, LocalDate.of(2024, 2, 29))
                .cannotHold("date", "'infinity'", Kind.DATE, "INFINITE_DATE")
                .cannotHold("date", "'-infinity'", Kind.DATE, "INFINITE_DATE")
                .holds(
                        "timestamp",
                        "'2024-03-31 02:30:00.123456'",
                        Kind.TIMESTAMP,
                        LocalDateTime.of(2024, 3, 31, 2, 30, 0, 123_456_000))
                .cannotHold("timestamp", "'infinity'", Kind.TIMESTAMP, "INFINITE_DATE")
                .holds(
                        "timestamptz",
                        "'2024-07-01 10:00:00.000001+02'",
                        Kind.TIMESTAMPTZ,
                        Instant.parse("2024-07-01T08:00:00.000001Z"))
                .cannotHold("timestamptz", "'-infinity'", Kind.TIMESTAMPTZ, "INFINITE_DATE")
                .holds("time", "'23:59:59.999999'", Kind.TIME, LocalTime.of(23, 59, 59, 999_999_000))
                .cannotHold("time", "'24:00'", Kind.TIME, "TIME_OUT_OF_DAY")
                .holds("timetz", "'10:00+02'", Kind.OTHER, "10:00:00+02")
                .holds("interval", "'3 days 04:05:06.7'", Kind.INTERVAL, Duration.parse("P3DT4H5M6.7S"))
                .holds("interval", "'-1 day -00:00:01'", Kind.INTERVAL, Duration.parse("-P1DT1S"))
                .cannotHold("interval", "'1 month 2 days'", Kind.INTERVAL, "INTERVAL_MONTHS")
                .cannotHold("interval", "'1 year'", Kind.INTERVAL, "INTERVAL_MONTHS")
                .run();
    }

    @TestFactory
    Stream<DynamicTest> textsAndMore() throws SQLException {
        return new TypeCases(open(Map.of("interval", "text")))
                .holds("char(5)", "'ab'", Kind.TEXT, "ab")
                .holds("varchar(5)", "'ab  '", Kind.TEXT, "ab  ")
                .holds("text", "'Whimbrel 🐦 O''Hara \\'", Kind.TEXT, "Whimbrel 🐦 O'Hara \\")
                .holds("text", "repeat('ü', 2000000)", Kind.TEXT, "ü".repeat(2_000_000))
                .holds("bytea", "'\\x00ff27'", Kind.BYTES, new byte[] {0, (byte) 0xff, 0x27})
                .holds("mood", "'it''s'", Kind.ENUM, "it's")
                .holds("short", "'abc'", Kind.TEXT, "abc")
                .holds(
                        "uuid",
                        "'123E4567-E89B-12D3-A456-426655440000'",
                        Kind.UUID,
                        UUID.fromString("123e4567-e89b-12d3-a456-426655440000"))
                .holds("json", "'{\"a\":  1}'", Kind.JSON, "{\"a\":  1}")
                .holds("jsonb", "'{\"a\":  1}'", Kind.JSON, "{\"a\": 1}")
                .holds("int[]", "'{1,NULL,3}'", Kind.OTHER, "{1,NULL,3}")
                .holds("inet", "'10.0.0.1/8'", Kind.OTHER, "10.0.0.1/8")
                .holds("bit(3)", "b'101'", Kind.OTHER, "101")
                .holds("point", "'(1,2)'", Kind.OTHER, "(1,2)")
                .holds("xml", "'<a/>'", Kind.OTHER, "<a/>")
                .holds("interval", "'1 year 2 days'", Kind.OTHER, "P1Y2D")
                .run();
    }
}
