package dev.whimbrel.engine.pair;

import static dev.whimbrel.engine.pair.BothWays.BECAUSE;
import static dev.whimbrel.engine.pair.BothWays.JOINED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each value of a type is held against each other one, joined and row by row: both ways judge all of these pairs alike. */
class JoinedValuesTest {
    private static final String NULL = "NULL";
    private static final String ZEROS = "0".repeat(1_200);

    /** Two columns that are held against each other; one table has all of the first ones, its twin, in another order, the second. */
    private record Held(String expected, String actual, List<String> left, List<String> right) {
        /** All values on either side. */
        static Held of(String expected, String actual, String... values) {
            return new Held(expected, actual, List.of(values), List.of(values));
        }

        Held against(String... values) {
            return new Held(expected, actual, left, List.of(values));
        }
    }

    private static final List<Held> ALL = List.of(
            Held.of(
                    "numeric",
                    "numeric",
                    "1",
                    "1.0",
                    "1.10",
                    "1.1",
                    "0",
                    "-0.00",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "1e20",
                    "100000000000000000000.000",
                    "1e-20",
                    "1.00000000000000000000000000000001",
                    NULL),
            Held.of("numeric(6,2)", "int", "1", "1.10", "0", "-0", "NaN", NULL).against("1", "2", "0", NULL),
            Held.of("numeric(20,4)", "numeric(12,2)", "1.1", "1.10", "1", "-1", "0", "NaN"),
            Held.of("bigint", "smallint", "1", "-32768", "0", NULL),
            Held.of("oid", "bigint", "1", "4294967295", "0"),
            Held.of("money", "numeric(9,2)", "1", "1.10", "-1"),
            Held.of(
                    "double precision",
                    "double precision",
                    "0",
                    "-0",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "0.1",
                    "0.3",
                    "0.30000000000000004",
                    "4.9e-324",
                    NULL),
            Held.of("real", "real", "0", "-0", "NaN", "Infinity", "0.1", "0.100000001", "16777216", "16777217"),
            Held.of("char(4)", "char(6)", "a", "a ", "", "  ", " a", "b", "\u00e9", NULL),
            Held.of("char(4)", "text", "a", "a ", "", "  ", NULL),
            Held.of("bpchar", "varchar(9)", "a", "a ", "", "  ", NULL),
            Held.of(
                    "text collate live.folding",
                    "text",
                    "Stra\u00dfe",
                    "STRASSE",
                    "stra\u00dfe",
                    "\u00e9",
                    "e\u0301",
                    "",
                    "a\tb",
                    NULL),
            Held.of("varchar(9) collate live.folding", "varchar(8) collate \"C\"", "a", "A", "a ", "", NULL),
            Held.of("name", "text", "a", "A", ""),
            Held.of("live.kind", "beta.kind", "a", "B", NULL),
            Held.of("live.kind", "text", "a", "B", NULL).against("a", "b", "B", "", "a ", NULL),
            Held.of("jsonb", "jsonb", json("1" + ZEROS, "1" + ZEROS + ".0", deep("1"), deep("1.0"))),
            Held.of("json", "jsonb", json()),
            Held.of("json", "json", json("{\"a\":1,\"a\":2}", "{\"a\":2}", " 1 ", "-0", "1e1", deep("1"), deep("1.0"))),
            Held.of(
                    "timestamptz",
                    "timestamptz",
                    "2024-01-01 00:00Z",
                    "2024-01-01 01:00+01",
                    "2024-01-01 00:00:00.000001Z",
                    "infinity",
                    "-infinity",
                    "0044-03-15 00:00:00+00 BC",
                    "294276-12-31 23:59:59Z",
                    NULL),
            Held.of(
                    "timestamptz(3)",
                    "timestamptz",
                    "2024-01-01 00:00:00.123Z",
                    "2024-01-01 00:00:00.1234Z",
                    "2024-01-01 00:00:00.1235Z"),
            Held.of(
                    "timestamp(0)",
                    "timestamp(3)",
                    "2024-01-01 00:00:00.5",
                    "2024-01-01 00:00:01",
                    "2024-03-31 02:30",
                    "infinity"),
            Held.of("date", "date", "2024-01-01", "infinity", "-infinity", "0044-03-15 BC", NULL),
            Held.of("time", "time", "00:00", "24:00", "23:59:59.999999", "12:00", NULL),
            Held.of("time(0)", "time(6)", "23:59:59.4", "23:59:59.9", "24:00", "12:00"),
            Held.of(
                    "interval",
                    "interval",
                    "1 mon",
                    "30 days",
                    "720 hours",
                    "1 day -24 hours",
                    "0",
                    "-1 day",
                    "1 year",
                    "1 mon -30 days",
                    "infinity",
                    "-infinity",
                    "-0.5 s",
                    NULL),
            Held.of("bytea", "bytea", "\\x", "\\x00", "\\x0000", "\\xff", NULL),
            Held.of("boolean", "boolean", "t", "f", NULL),
            Held.of("uuid", "uuid", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
            Held.of("int[]", "int[]", "{}", "{1}", "{NULL}", "[0:0]={1}", NULL),
            Held.of("float8[]", "float8[]", "{0}", "{-0}", "{NaN}"),
            Held.of("char(3)[]", "char(3)[]", "{a}", "{\"a \"}", "{\"\"}"),
            Held.of("point", "point", "(0,0)", "(-0,0)", "(1,1)", "(1,1.0000001)"),
            Held.of("inet", "inet", "10.0.0.1", "10.0.0.1/32", "10.0.0.1/8", "::1"),
            Held.of("timetz", "timetz", "10:00+02", "08:00+00", "24:00+00"),
            Held.of("bit(3)", "bit(3)", "101", "000"),
            Held.of("int4range", "int4range", "[1,3)", "[1,2]", "(,)", "empty"),
            Held.of("tsvector", "tsvector", "a:1 b:2", "b:2 a:1", "a:2"),
            Held.of("live.amount", "numeric", "1", "1.0", "0", "NaN"),
            Held.of("live.document", "jsonb", "1", "1.0", "{}", "null", NULL),
            Held.of("live.pair", "live.pair", "(1,1.0)", "(1,1)", "(1,)"));

    private static String[] json(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "1",
                "1.0",
                "0",
                "-0.0",
                "100",
                "1e2",
                "null",
                "true",
                "\"a\"",
                "\"\\u0061\"",
                "\"A\"",
                "\"\"",
                "{}",
                "[]",
                "[1]",
                "[1, 2]",
                "[2,1]",
                "{\"a\":1,\"b\":2}",
                "{\"b\": 2, \"a\": 1.00}",
                "{\"bb\":1,\"a\":[{}]}",
                NULL));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Nested beyond what our form of JSON goes into. */
    private static String deep(String value) {
        return "[".repeat(600) + value + "]".repeat(600);
    }

    @TempDir
    Path folder;

    private static String columns(boolean expected) {
        String columns = IntStream.range(0, ALL.size())
                .map(i -> expected ? i : ALL.size() - 1 - i)
                .mapToObj(i -> "c" + i + " "
                        + (expected ? ALL.get(i).expected() : ALL.get(i).actual()))
                .collect(Collectors.joining(", "));
        return expected ? "(id int primary key, " + columns + ")" : "(" + columns + ", id int primary key)";
    }

    private static String insert(String table, int column, List<String> rows) {
        return "insert into " + table + " (id, c" + column + ") values " + String.join(", ", rows);
    }

    private static String row(int id, String value) {
        return "(" + id + ", " + (value.equals(NULL) ? "null" : "'" + value.replace("'", "''") + "'") + ")";
    }

    @Test
    void bothWaysJudgeEachPairOfValuesAlike() throws Exception {
        BothWays twins = new BothWays(folder).of("mixed: {}");
        twins.both("create type side.kind as enum ('a', 'B')");
        twins.run(
                "create domain live.amount as numeric",
                "create domain live.document as jsonb",
                "create type live.pair as (a int, b numeric)",
                "create table live.mixed " + columns(true),
                "create table beta.mixed " + columns(false));
        int id = 0;
        for (int column = 0; column < ALL.size(); column++) {
            List<String> left = new ArrayList<>();
            List<String> right = new ArrayList<>();
            for (String one : ALL.get(column).left()) {
                for (String other : ALL.get(column).right()) {
                    left.add(row(++id, one));
                    right.add(row(id, other));
                }
            }
            twins.run(insert("live.mixed", column, left), insert("beta.mixed", column, right));
        }
        List<String> told = twins.told();
        assertThat(twins.ways()).containsEntry("mixed", JOINED);
        assertThat(told).filteredOn(line -> line.contains("STABLE")).hasSizeGreaterThan(1_000);
        assertThat(told).noneMatch(line -> line.contains("INCOMPARABLE"));
    }

    @Test
    void valuesOfTwoFamiliesAreReadRowByRow() throws Exception {
        BothWays twins = new BothWays(folder).of("met: { zones: { at: Europe/Berlin } }", "lasted: {}");
        twins.run(
                "create table live.met (id int primary key, at timestamp)",
                "create table beta.met (id int primary key, at timestamptz)",
                "insert into live.met values (1, '2024-07-01 12:00'), (2, '2024-03-31 02:30'), (3, '2024-01-01 12:00')",
                "insert into beta.met values (1, '2024-07-01 10:00Z'), (2, '2024-03-31 01:30Z'), (3, '2024-01-01 12:00Z')",
                "create table live.lasted (id int primary key, span time)",
                "create table beta.lasted (id int primary key, span interval)",
                "insert into live.lasted values (1, '12:00'), (2, '12:00')",
                "insert into beta.lasted values (1, '12 hours'), (2, '36 hours')");
        List<String> told = twins.told();
        assertThat(twins.ways())
                .containsEntry("met", BECAUSE + "column at has two types that only we can hold against each other")
                .containsEntry(
                        "lasted", BECAUSE + "column span has two types that only we can hold against each other");
        assertThat(told).filteredOn(line -> line.contains("STABLE")).hasSize(3);
    }
}
