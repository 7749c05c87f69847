package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.value.Type.Kind;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The source contract and the table of types on a real SQL Server: {@code WHIMBREL_SQLSERVER_URL} names an empty database, with
 * user and password in {@code WHIMBREL_SQLSERVER_USER} and {@code WHIMBREL_SQLSERVER_PASSWORD}.
 */
@EnabledIfEnvironmentVariable(
        named = "WHIMBREL_SQLSERVER_URL",
        matches = ".+",
        disabledReason = "SQL Server is not tested: WHIMBREL_SQLSERVER_URL names no empty database of a real server")
class SqlServerRealTest extends SourceContract {
    @Override
    SourceFixture open() throws SQLException {
        return new SourceFixture(
                "sqlserver",
                Objects.requireNonNull(System.getenv("WHIMBREL_SQLSERVER_URL")),
                System.getenv("WHIMBREL_SQLSERVER_USER"),
                System.getenv("WHIMBREL_SQLSERVER_PASSWORD"),
                Map.of());
    }

    @Override
    String uuidType() {
        return "uniqueidentifier";
    }

    @Override
    String bytesType() {
        return "varbinary(16)";
    }

    @Override
    String momentType() {
        return "datetime2(6)";
    }

    @Override
    String caselessType() {
        return "nvarchar(20) collate Latin1_General_CI_AS";
    }

    @Override
    String wrongUrl() {
        return "jdbc:sqlserver://127.0.0.1:1;databaseName=x;encrypt=false";
    }

    @Override
    boolean isServer() {
        return false;
    }

    @Override
    void insert(String table, List<Object[]> rows) throws SQLException {
        fixture().insert(table, rows);
    }

    @Override
    void killOthers() {
        throw new UnsupportedOperationException("The server may have other users");
    }

    @TestFactory
    Stream<DynamicTest> types() {
        return new TypeCases(fixture())
                .holds("bit", "1", Kind.BOOLEAN, true)
                .holds("tinyint", "255", Kind.SMALLINT, 255L)
                .holds("bigint", "-9223372036854775808", Kind.BIGINT, Long.MIN_VALUE)
                .holds("money", "-922337203685477.5808", Kind.DECIMAL, new BigDecimal("-922337203685477.5808"))
                .holds("smallmoney", "214748.3647", Kind.DECIMAL, new BigDecimal("214748.3647"))
                .holds("decimal(38,20)", "1.5", Kind.DECIMAL, new BigDecimal("1.50000000000000000000"))
                .holds("real", "1.1", Kind.REAL, (double) 1.1f)
                .holds("float", "0.30000000000000004", Kind.DOUBLE, 0.30000000000000004)
                .holds("char(5)", "'ab'", Kind.TEXT, "ab")
                .holds("varchar(5)", "'ab '", Kind.TEXT, "ab ")
                .holds("nvarchar(40)", "N'Whimbrel 🐦'", Kind.TEXT, "Whimbrel 🐦")
                .holds("nvarchar(max)", "N'x'", Kind.TEXT, "x")
                .holds("varbinary(max)", "0x00ff", Kind.BYTES, new byte[] {0, (byte) 0xff})
                .holds("date", "'9999-12-31'", Kind.DATE, LocalDate.of(9999, 12, 31))
                .holds("time(7)", "'23:59:59.9999999'", Kind.TIME, LocalTime.of(23, 59, 59, 999_999_900))
                .holds(
                        "datetime",
                        "'2024-01-31T23:59:59.997'",
                        Kind.TIMESTAMP,
                        LocalDateTime.of(2024, 1, 31, 23, 59, 59, 997_000_000))
                .holds(
                        "datetime2(7)",
                        "'0001-01-01T00:00:00.0000001'",
                        Kind.TIMESTAMP,
                        LocalDateTime.of(1, 1, 1, 0, 0, 0, 100))
                .holds("smalldatetime", "'2024-01-31T23:59:00'", Kind.TIMESTAMP, LocalDateTime.of(2024, 1, 31, 23, 59))
                .holds(
                        "datetimeoffset(7)",
                        "'2024-07-01T10:00:00.0000001+02:00'",
                        Kind.TIMESTAMPTZ,
                        Instant.parse("2024-07-01T08:00:00.000000100Z"))
                .holds(
                        "uniqueidentifier",
                        "'123E4567-E89B-12D3-A456-426655440000'",
                        Kind.UUID,
                        UUID.fromString("123e4567-e89b-12d3-a456-426655440000"))
                .holds("xml", "N'<a/>'", Kind.OTHER, "<a/>")
                .holds("hierarchyid", "hierarchyid::Parse('/1/2/')", Kind.OTHER, "/1/2/")
                .holds("sql_variant", "CAST(5 AS int)", Kind.OTHER, "5")
                .run();
    }
}
