package dev.whimbrel.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts become, type by type; what says no value is unreadable in its column only. */
class FileValuesTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}: {2} -> {3}")
    @CsvSource(
            nullValues = "NULL",
            delimiter = ';',
            value = {
                "bigint;NULL;-9223372036854775808;-9223372036854775808",
                "bigint;NULL;' 12 ';12",
                "bigint;NULL;1.0;!CAST_FAILED",
                "integer;NULL;2147483648;!CAST_FAILED",
                "smallint;NULL;+5;5",
                "bigint;NULL;'';null",
                "decimal(10,2);NULL;1.10;1.10",
                "decimal;NULL;1,5;!CAST_FAILED",
                "decimal;NULL;1e999999999;!CAST_FAILED",
                "double;NULL;1.5e3;1500.0",
                "double;NULL;NaN;!CAST_FAILED",
                "boolean;NULL;Yes;true",
                "boolean;NULL;0;false",
                "boolean;NULL;maybe;!CAST_FAILED",
                "date;NULL;2020-02-29;2020-02-29",
                "date;NULL;2021-02-29;!DATE_UNPARSEABLE",
                "date;dd.MM.yyyy;31.12.1999;1999-12-31",
                "date;dd.MM.yyyy;31.06.1999;!DATE_UNPARSEABLE",
                "date;dd.MM.yyyy;1.1.1999;!DATE_UNPARSEABLE",
                "date;dd.MM.yyyy;00.00.0000;!ZERO_DATE",
                "date;NULL;0000-00-00;!ZERO_DATE",
                "date;d MMM yyyy;7 mar 2001;2001-03-07",
                "time;HH:mm;24:00;!DATE_UNPARSEABLE",
                "time;HH:mm;23:59;23:59",
                "timestamp;NULL;2020-01-02 03:04:05.6;2020-01-02T03:04:05.600",
                "timestamp;NULL;2020-01-02T03:04:05;2020-01-02T03:04:05",
                "timestamp;NULL;0000-00-00 00:00:00;!ZERO_DATE",
                "timestamp;dd/MM/yyyy HH:mm;02/01/2020 03:04;2020-01-02T03:04",
                "timestamptz;NULL;2020-01-02T03:04:05+02:00;2020-01-02T01:04:05Z",
                "timestamptz;NULL;2020-01-02 03:04:05Z;2020-01-02T03:04:05Z",
                "timestamptz;NULL;2020-01-02 03:04:05;!DATE_UNPARSEABLE",
                "uuid;NULL;6f0c1c9e-0d35-4c8e-9d3e-3f6a0b1c2d3e;6f0c1c9e-0d35-4c8e-9d3e-3f6a0b1c2d3e",
                "uuid;NULL;1-1-1-1-1;!CAST_FAILED",
                "json;NULL;[1];[1]",
                "text;NULL;' x ';' x '",
            })
    void texts(String type, String format, String text, String value) {
        Map<String, Object> column = new HashMap<>(Map.of("name", "v", "type", type));
        if (format != null) {
            column.put("format", format);
        }
        Drop drop = new Drop(folder).set("columns", List.of(column, "w")).set("delimiter", "tab");
        assertThat(drop.write("v\tw\n" + text + "\tx\n").rows()).containsExactly("1=" + value + "|x");
    }

    @Test
    void localHabits() {
        Drop drop = new Drop(folder)
                .set("delimiter", ";")
                .set("decimal", ",")
                .set("thousands", ".")
                .set("zone", "Europe/Berlin")
                .set(
                        "columns",
                        List.of(
                                Map.of("name", "n", "type", "decimal"),
                                Map.of("name", "j", "type", "boolean", "true", List.of("J"), "false", "N"),
                                Map.of("name", "t", "type", "timestamptz", "format", "dd.MM.yyyy HH:mm")));
        drop.write("n;j;t\n1.234.567,80;j;02.01.2020 03:04\n1.23;y;29.03.2020 02:30\n-5,5;N;25.10.2020 02:30\n");
        assertThat(drop.rows())
                .containsExactly(
                        "1=1234567.80|true|2020-01-02T02:04:00Z",
                        "2=!CAST_FAILED|!CAST_FAILED|!DATE_UNPARSEABLE",
                        "3=-5.5|false|!DATE_UNPARSEABLE");
    }

    @Test
    void fixedWidth() {
        Drop drop = new Drop(folder)
                .set("format", "fixed")
                .set(
                        "columns",
                        List.of(
                                Map.of("name", "id", "type", "bigint", "start", 1, "length", 4),
                                Map.of("name", "name", "start", 6, "length", 5)));
        drop.write("0001 Anna \n0002 \u00C4nne \n3\n   4-     \n0005 Bert x\n0006 Bernd  \n00x7 \"\"\"\n");
        assertThat(drop.rows())
                .containsExactly(
                        "1=1|Anna",
                        "2=2|\u00C4nne",
                        "line 3!MALFORMED_LINE",
                        "4=4|null",
                        "line 5!MALFORMED_LINE",
                        "6=6|Bernd",
                        "line 7!MALFORMED_LINE");
        assertThat(drop.set("ragged", true).rows())
                .contains("3=3|null", "7=!CAST_FAILED|\"\"\"")
                .hasSize(7);
    }
}
