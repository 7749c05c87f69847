package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL Server's types and the SQL that depends on them, without a server. */
class SqlServerTypesTest {
    private final SqlServerDialect dialect = new SqlServerDialect(Map.of(), "jdbc:sqlserver://x");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bit              | 1    | 1  | 0 | BOOLEAN     | bit",
                "tinyint          | 1    | 3  | 0 | SMALLINT    | tinyint",
                "smallint         | 2    | 5  | 0 | SMALLINT    | smallint",
                "int              | 4    | 10 | 0 | INTEGER     | int",
                "bigint           | 8    | 19 | 0 | BIGINT      | bigint",
                "decimal          | 17   | 38 | 9 | DECIMAL     | decimal(38,9)",
                "numeric          | 9    | 18 | 0 | DECIMAL     | numeric(18,0)",
                "money            | 8    | 19 | 4 | DECIMAL     | money",
                "smallmoney       | 4    | 10 | 4 | DECIMAL     | smallmoney",
                "real             | 4    | 24 | 0 | REAL        | real",
                "float            | 8    | 53 | 0 | DOUBLE      | float",
                "char             | 5    | 0  | 0 | TEXT        | char(5)",
                "varchar          | 50   | 0  | 0 | TEXT        | varchar(50)",
                "varchar          | -1   | 0  | 0 | TEXT        | varchar(max)",
                "nchar            | 5    | 0  | 0 | TEXT        | nchar(5)",
                "nvarchar         | 50   | 0  | 0 | TEXT        | nvarchar(50)",
                "nvarchar         | -1   | 0  | 0 | TEXT        | nvarchar(max)",
                "text             | 16   | 0  | 0 | TEXT        | text",
                "ntext            | 16   | 0  | 0 | TEXT        | ntext",
                "binary           | 8    | 0  | 0 | BYTES       | binary(8)",
                "varbinary        | -1   | 0  | 0 | BYTES       | varbinary(max)",
                "image            | 16   | 0  | 0 | BYTES       | image",
                "timestamp        | 8    | 0  | 0 | BYTES       | timestamp",
                "rowversion       | 8    | 0  | 0 | BYTES       | rowversion",
                "date             | 3    | 10 | 0 | DATE        | date",
                "time             | 5    | 16 | 7 | TIME        | time(7)",
                "datetime         | 8    | 23 | 3 | TIMESTAMP   | datetime",
                "smalldatetime    | 4    | 16 | 0 | TIMESTAMP   | smalldatetime",
                "datetime2        | 8    | 27 | 7 | TIMESTAMP   | datetime2(7)",
                "datetimeoffset   | 10   | 34 | 7 | TIMESTAMPTZ | datetimeoffset(7)",
                "uniqueidentifier | 16   | 0  | 0 | UUID        | uniqueidentifier",
                "xml              | -1   | 0  | 0 | OTHER       | xml",
                "sql_variant      | 8016 | 0  | 0 | OTHER       | sql_variant",
                "hierarchyid      | 892  | 0  | 0 | OTHER       | hierarchyid",
                "geography        | -1   | 0  | 0 | OTHER       | geography"
            })
    void types(String name, int length, int precision, int scale, Kind kind, String declared) {
        assertThat(SqlServerTypes.type(name, length, precision, scale).kind()).isEqualTo(kind);
        assertThat(SqlServerTypes.declared(name, length, precision, scale)).isEqualTo(declared);
    }

    @Test
    void moneyHasFourDigitsAndTextItsLength() {
        assertThat(SqlServerTypes.type("money", 8, 19, 4)).isEqualTo(Type.decimal(19, 4));
        assertThat(SqlServerTypes.type("smallmoney", 4, 10, 4)).isEqualTo(Type.decimal(10, 4));
        assertThat(SqlServerTypes.type("nvarchar", 50, 0, 0)).isEqualTo(Type.text(50));
        assertThat(SqlServerTypes.type("varbinary", -1, 0, 0)).isEqualTo(Type.BYTES);
    }

    @Test
    void quotesBrackets() {
        assertThat(dialect.quote("a]b [c")).isEqualTo("[a]]b [c]");
    }

    @Test
    void limits() {
        assertThat(dialect.limited("SELECT a FROM t ORDER BY a", 99, 2))
                .isEqualTo("SELECT a FROM t ORDER BY a OFFSET 99 ROWS FETCH NEXT 2 ROWS ONLY");
        assertThat(dialect.anyRows("SELECT DISTINCT a FROM t", 21)).isEqualTo("SELECT DISTINCT TOP (21) a FROM t");
        assertThat(dialect.anyRows("SELECT a FROM t", 21)).isEqualTo("SELECT TOP (21) a FROM t");
    }

    @Test
    void comparesMomentsAndVarcharsInTheirOwnType() {
        assertThat(dialect.marker(column("datetime", Type.TIMESTAMP))).isEqualTo("CAST(? AS datetime)");
        assertThat(dialect.marker(column("varchar(20)", Type.text(20)))).isEqualTo("CAST(? AS varchar(20))");
        assertThat(dialect.marker(column("nvarchar(20)", Type.text(20)))).isEqualTo("?");
        assertThat(dialect.selected(column("geography", Type.OTHER), "t.g")).isEqualTo("t.g.ToString()");
        assertThat(dialect.selected(column("sql_variant", Type.OTHER), "t.v")).isEqualTo("CONVERT(nvarchar(max), t.v)");
    }

    @Test
    void expandsCompositeBounds() {
        KeySql key = new KeySql(
                dialect,
                java.util.List.of(
                        new Column("a", Type.TEXT, "nvarchar(9)", false, Filling.NONE),
                        new Column("b", Type.INTEGER, "int", true, Filling.NONE)),
                "[w_t]");
        var lower = new dev.whimbrel.core.port.KeyRange(dev.whimbrel.core.value.Key.of("x", 2L), null, -1);
        assertThat(key.in(lower).text())
                .isEqualTo("[w_t].[a] >= ? AND ([w_t].[a] > ? OR ([w_t].[a] = ? AND [w_t].[b] > ?))"
                        + " AND [w_t].[b] IS NOT NULL");
        assertThat(key.in(lower).values()).containsExactly("x", "x", "x", 2L);
        var upper = new dev.whimbrel.core.port.KeyRange(null, dev.whimbrel.core.value.Key.of("x", 2L), -1);
        assertThat(key.in(upper).text())
                .isEqualTo("([w_t].[a] <= ? AND ([w_t].[a] < ? OR ([w_t].[a] = ? AND [w_t].[b] <= ?))"
                        + " AND [w_t].[b] IS NOT NULL OR [w_t].[b] IS NULL)");
    }

    private static Column column(String nativeType, Type type) {
        return new Column("c", type, nativeType, true, Filling.NONE);
    }
}
