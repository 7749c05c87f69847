package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import dev.whimbrel.testkit.server.MariaDbServer;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What MariaDB's types become, value by value. */
class MariaDbTypesTest {
    private static SourceFixture open(Map<String, Object> settings) throws SQLException {
        MariaDbServer server = MariaDbServer.shared();
        SourceFixture fixture =
                new SourceFixture("mariadb", server.createDatabase(), server.user(), server.password(), settings);
        fixture.execute("set session sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00'");
        return fixture;
    }

    @TestFactory
    Stream<DynamicTest> numbers() throws SQLException {
        return new TypeCases(open(Map.of()))
                .holds("tinyint(1)", "1", Kind.BOOLEAN, true)
                .holds("tinyint(1)", "0", Kind.BOOLEAN, false)
                .cannotHold("tinyint(1)", "2", Kind.BOOLEAN, "NOT_BOOLEAN")
                .cannotHold("tinyint(1)", "-1", Kind.BOOLEAN, "NOT_BOOLEAN")
                .holds("tinyint", "-128", Kind.SMALLINT, -128L)
                .holds("tinyint unsigned", "255", Kind.SMALLINT, 255L)
                .holds("tinyint(1) unsigned", "255", Kind.SMALLINT, 255L)
                .holds("smallint", "-32768", Kind.SMALLINT, -32768L)
                .holds("smallint unsigned", "65535", Kind.INTEGER, 65535L)
                .holds("mediumint unsigned", "16777215", Kind.INTEGER, 16777215L)
                .holds("int", "-2147483648", Kind.INTEGER, -2147483648L)
                .holds("int unsigned", "4294967295", Kind.BIGINT, 4294967295L)
                .holds("int(10) zerofill", "42", Kind.BIGINT, 42L)
                .holds("bigint", "-9223372036854775808", Kind.BIGINT, Long.MIN_VALUE)
                .holds("bigint unsigned", "18446744073709551615", Kind.DECIMAL, new BigDecimal("18446744073709551615"))
                .holds("bit(1)", "b'1'", Kind.BOOLEAN, true)
                .holds("bit(1)", "b'0'", Kind.BOOLEAN, false)
                .holds("bit(10)", "b'1000000001'", Kind.BIGINT, 513L)
                .holds("bit(64)", "~0", Kind.DECIMAL, new BigDecimal("18446744073709551615"))
                .holds("year", "2024", Kind.SMALLINT, 2024L)
                .holds("year", "0", Kind.SMALLINT, 0L)
                .holds(
                        "decimal(65,30)",
                        "'-12345678901234567890123456789012345.123456789012345678901234567891'",
                        Kind.DECIMAL,
                        new BigDecimal("-12345678901234567890123456789012345.123456789012345678901234567891"))
                .holds("decimal(10,2)", "1.1", Kind.DECIMAL, new BigDecimal("1.10"))
                .holds("float", "16777216", Kind.REAL, 16777216.0)
                .holds("float", "1.1", Kind.REAL, (double) 1.1f)
                .holds("float", "3.4028234663852886e38", Kind.REAL, (double) Float.MAX_VALUE)
                .holds("double", "0.1", Kind.DOUBLE, 0.1)
                .holds("double", "1.7976931348623157e308", Kind.DOUBLE, Double.MAX_VALUE)
                .holds("double", "2.2250738585072014e-308", Kind.DOUBLE, Double.MIN_NORMAL)
                .holds("double", "0.30000000000000004", Kind.DOUBLE, 0.30000000000000004)
                .run();
    }

    @TestFactory
    Stream<DynamicTest> datesAndTimes() throws SQLException {
        return new TypeCases(open(Map.of()))
                .holds("date", "'1000-01-01'", Kind.DATE, LocalDate.of(1000, 1, 1))
                .holds("date", "'9999-12-31'", Kind.DATE, LocalDate.of(9999, 12, 31))
                .cannotHold("date", "'0000-00-00'", Kind.DATE, "ZERO_DATE")
                .cannotHold("date", "'2024-00-10'", Kind.DATE, "ZERO_DATE")
                .cannotHold("date", "'2024-03-00'", Kind.DATE, "ZERO_DATE")
                .cannotHold("date", "'2024-02-31'", Kind.DATE, "INVALID_DATE")
                .holds("datetime", "'2024-03-31 02:30:00'", Kind.TIMESTAMP, LocalDateTime.of(2024, 3, 31, 2, 30))
                .holds(
                        "datetime(6)",
                        "'2024-01-31 23:59:59.123456'",
                        Kind.TIMESTAMP,
                        LocalDateTime.of(2024, 1, 31, 23, 59, 59, 123_456_000))
                .holds(
                        "datetime(3)",
                        "'2024-01-31 23:59:59.120'",
                        Kind.TIMESTAMP,
                        LocalDateTime.of(2024, 1, 31, 23, 59, 59, 120_000_000))
                .cannotHold("datetime", "'0000-00-00 00:00:00'", Kind.TIMESTAMP, "ZERO_DATE")
                .cannotHold("datetime(6)", "'0000-00-00 00:00:00.000000'", Kind.TIMESTAMP, "ZERO_DATE")
                .cannotHold("datetime", "'2024-00-10 10:00:00'", Kind.TIMESTAMP, "ZERO_DATE")
                .cannotHold("datetime", "'2024-04-31 10:00:00'", Kind.TIMESTAMP, "INVALID_DATE")
                .cannotHold("timestamp null", "'0000-00-00 00:00:00'", Kind.TIMESTAMPTZ, "ZERO_DATE")
                .cannotHold("timestamp(6) null", "'0000-00-00 00:00:00'", Kind.TIMESTAMPTZ, "ZERO_DATE")
                .holds(
                        "timestamp(6) null",
                        "'2024-07-01 10:00:00.000001'",
                        Kind.TIMESTAMPTZ,
                        Instant.parse("2024-07-01T10:00:00.000001Z"))
                .holds("time", "'838:59:59'", Kind.INTERVAL, Duration.ofSeconds(838 * 3600L + 59 * 60 + 59))
                .holds("time", "'-838:59:59'", Kind.INTERVAL, Duration.ofSeconds(-838 * 3600L - 59 * 60 - 59))
                .holds("time(6)", "'-00:00:00.5'", Kind.INTERVAL, Duration.ofMillis(-500))
                .holds("time", "'08:30:00'", Kind.INTERVAL, Duration.ofMinutes(510))
                .run();
    }

    @TestFactory
    Stream<DynamicTest> textsAndBytes() throws SQLException {
        return new TypeCases(open(Map.of()))
                .holds("char(5)", "'ab'", Kind.TEXT, "ab")
                .holds("varchar(10)", "'ab  '", Kind.TEXT, "ab  ")
                .holds("varchar(10)", "''", Kind.TEXT, "")
                .holds("varchar(40)", "'Whimbrel 🐦 日本'", Kind.TEXT, "Whimbrel 🐦 日本")
                .holds("varchar(10)", "concat('a', char(0), 'b')", Kind.TEXT, "a\0b")
                .holds("varchar(20)", "'O''Hara \\\\ \"x\"'", Kind.TEXT, "O'Hara \\ \"x\"")
                .holds("varchar(10) character set latin1", "'Müßé'", Kind.TEXT, "Müßé")
                .holds("longtext", "repeat('ü', 3000000)", Kind.TEXT, "ü".repeat(3_000_000))
                .holds("binary(4)", "x'00ff'", Kind.BYTES, new byte[] {0, (byte) 0xff, 0, 0})
                .holds("varbinary(10)", "x'00ff27'", Kind.BYTES, new byte[] {0, (byte) 0xff, 0x27})
                .holds("longblob", "repeat(x'00ff', 1000000)", Kind.BYTES, repeated(1_000_000))
                .holds("enum('a','it''s','B')", "'it''s'", Kind.ENUM, "it's")
                .holds("set('x','y','z')", "'z,x'", Kind.TEXT, "x,z")
                .holds("json", "'{\"a\": [1, null]}'", Kind.JSON, "{\"a\": [1, null]}")
                .holds(
                        "uuid",
                        "'123e4567-e89b-12d3-a456-426655440000'",
                        Kind.UUID,
                        UUID.fromString("123e4567-e89b-12d3-a456-426655440000"))
                .holds("inet6", "'2001:db8::ff00:42:8329'", Kind.OTHER, "2001:db8::ff00:42:8329")
                .holds("point", "ST_GeomFromText('POINT(1 2)')", Kind.OTHER, "POINT(1 2)")
                .run();
    }

    @TestFactory
    Stream<DynamicTest> settings() throws SQLException {
        return new TypeCases(open(Map.of("tinyint1", "number", "time", "time", "zone", "Europe/Berlin")))
                .holds("tinyint(1)", "2", Kind.SMALLINT, 2L)
                .holds("time(3)", "'23:59:59.999'", Kind.TIME, LocalTime.of(23, 59, 59, 999_000_000))
                .cannotHold("time", "'24:00:00'", Kind.TIME, "TIME_OUT_OF_DAY")
                .cannotHold("time", "'-00:00:01'", Kind.TIME, "TIME_OUT_OF_DAY")
                .holds(
                        "timestamp null",
                        "'2024-07-01 10:00:00'",
                        Kind.TIMESTAMPTZ,
                        Instant.parse("2024-07-01T08:00:00Z"))
                .cannotHold("timestamp null", "'2024-03-31 02:30:00'", Kind.TIMESTAMPTZ, "NO_SUCH_TIME")
                .run();
    }

    @Test
    void fillingsAndChecks() throws SQLException {
        try (SourceFixture fixture = open(Map.of())) {
            fixture.execute(
                    "create table `odd ``table` (`w_t` int auto_increment primary key, `select` varchar(9) default 'x',"
                            + " twice int as (`w_t` * 2) virtual, plain int not null check (plain > 0), doc json,"
                            + " e enum('a)','b,c'))");
            fixture.execute("insert into `odd ``table` (plain) values (1), (2)");
            Table table = fixture.table("odd `table");
            assertThat(table.columns())
                    .extracting(c -> c.filling())
                    .containsExactly(
                            Filling.IDENTITY,
                            Filling.DEFAULT,
                            Filling.COMPUTED,
                            Filling.NONE,
                            Filling.NONE,
                            Filling.NONE);
            assertThat(table.checks()).hasSize(1);
            assertThat(table.column("e").orElseThrow().type())
                    .isEqualTo(Type.enumeration(java.util.List.of("a)", "b,c")));
            assertThat(fixture.read(
                            fixture.plan(
                                    "odd `table",
                                    java.util.List.of("w_t"),
                                    SourceContract.paths(SourceContract.path("w_t")),
                                    "2"),
                            dev.whimbrel.core.port.KeyRange.ALL))
                    .hasSize(1);
        }
    }

    private static byte[] repeated(int times) {
        byte[] bytes = new byte[2 * times];
        for (int i = 0; i < times; i++) {
            bytes[2 * i + 1] = (byte) 0xff;
        }
        return bytes;
    }
}
