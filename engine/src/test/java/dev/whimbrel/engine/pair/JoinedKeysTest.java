package dev.whimbrel.engine.pair;

import static dev.whimbrel.engine.pair.BothWays.BECAUSE;
import static dev.whimbrel.engine.pair.BothWays.JOINED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the keys and the references of two tables are, joining them finds what reading both row by row finds. */
class JoinedKeysTest {
    private static final String UNGUARDED =
            BECAUSE + "no unique index and NOT NULL keep its key from coming twice on both sides";

    @TempDir
    Path folder;

    private BothWays twins;

    @BeforeEach
    void twins() throws Exception {
        twins = new BothWays(folder);
    }

    /** The first and the last key are on both sides alike, the second with another value, the third is missing, the fourth extra. */
    private record Keyed(String expected, String actual, List<String> left, List<String> right) {
        private static Keyed of(String expected, String actual, String... keys) {
            return new Keyed(expected, actual, List.of(keys), List.of(keys));
        }

        Keyed written(String... other) {
            return new Keyed(expected, actual, left, List.of(other));
        }

        private static String row(String table, String key, int value) {
            return "insert into " + table + " values (" + quoted(key) + ", " + value + ")";
        }

        String[] statements(String name) {
            return new String[] {
                "create table live." + name + " (k " + expected + " primary key, v int)",
                "create table beta." + name + " (v int, k " + actual + " primary key)",
                row("live." + name, left.get(0), 1),
                row("live." + name, left.get(1), 2),
                row("live." + name, left.get(2), 3),
                row("live." + name, left.get(4), 5),
                "insert into beta." + name + " (k, v) values (" + quoted(right.get(0)) + ", 1), ("
                        + quoted(right.get(1)) + ", -2), (" + quoted(right.get(3)) + ", 4), (" + quoted(right.get(4))
                        + ", 5)"
            };
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private List<String> told(List<Keyed> all) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            twins.run(all.get(i).statements("k" + i));
            lines.add("k" + i + ": {}");
        }
        return twins.of(lines.toArray(String[]::new)).told();
    }

    @Test
    void rowsAreJoinedByKeysOfManyTypes() throws Exception {
        List<Keyed> all = List.of(
                Keyed.of("numeric", "numeric", "1", "2.5", "3", "4", "-1e20").written("1.0", "2.50", "3", "4", "-1e20"),
                Keyed.of("numeric(9,2)", "numeric(12,4)", "1", "2.5", "3", "4", "5"),
                Keyed.of("char(4)", "char(6)", "a", "b ", "c", "d", "").written("a ", "b", "c", "d", " "),
                Keyed.of("varchar(40)", "varchar(50)", "a|b", "c\\d", "e'f", "\u00e9\n", "")
                        .written("a|b", "c\\d", "e'f", "g", ""),
                Keyed.of("text", "text", "a", "a ", "e\u0301", "\u00e9", "A"),
                Keyed.of("text collate live.folding", "text collate live.folding", "a", "b", "C", "c", "d"),
                Keyed.of("date", "date", "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "9999-12-31"),
                Keyed.of(
                                "timestamp",
                                "timestamp",
                                "2024-01-01",
                                "2024-01-01 00:00:00.000001",
                                "2024-03-31 02:30",
                                "1000-01-01",
                                "infinity")
                        .written("2024-01-01", "2024-01-01 00:00:00.000001", "x", "1000-01-01", "2025-01-01"),
                Keyed.of(
                                "timestamptz(3)",
                                "timestamptz(3)",
                                "2024-01-01Z",
                                "2024-01-02Z",
                                "2024-01-03Z",
                                "2024-01-04Z",
                                "2024-01-05Z")
                        .written("2024-01-01 01:00+01", "2024-01-02 02:00+02", "x", "2024-01-04Z", "2024-01-05Z"),
                Keyed.of("bigint", "bigint", "-9223372036854775808", "0", "1", "2", "9223372036854775807"),
                Keyed.of("oid", "oid", "1", "4294967295", "3", "4", "5"),
                Keyed.of(
                        "uuid",
                        "uuid",
                        "00000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "00000000-0000-0000-0000-000000000001",
                        "00000000-0000-0000-0000-000000000002",
                        "00000000-0000-0000-0000-000000000003"));
        List<String> told = told(all);
        // An infinite moment is none that a row is found by.
        assertThat(twins.ways())
                .hasSize(all.size())
                .containsEntry("k7", BECAUSE + "its key holds values that no row is found by");
        assertThat(twins.ways().entrySet())
                .filteredOn(way -> !way.getKey().equals("k7"))
                .allMatch(way -> way.getValue().equals(JOINED));
        for (int i = 0; i < all.size(); i++) {
            String name = "k" + i + " ";
            assertThat(told).anyMatch(line -> line.startsWith(name + "CHANGED") && line.contains(" v "));
        }
    }

    @Test
    void keysThatAreNotTheSameForBothSidesAreReadRowByRow() throws Exception {
        told(List.of(
                Keyed.of("numeric", "numeric", "1", "2", "3", "4", "NaN"),
                Keyed.of("numeric", "numeric", "1", "Infinity", "-Infinity", "4", "5"),
                Keyed.of("date", "date", "2024-01-01", "infinity", "-infinity", "2024-01-04", "2024-01-05"),
                Keyed.of("date", "date", "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "0044-03-15 BC")
                        .written("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "0001-01-01 BC"),
                Keyed.of(
                                "timestamptz",
                                "timestamptz",
                                "2024-01-01Z",
                                "2024-01-02Z",
                                "2024-01-03Z",
                                "2024-01-04Z",
                                "12024-01-05Z")
                        .written("2024-01-01Z", "2024-01-02Z", "2024-01-03Z", "2024-01-04Z", "12024-01-06Z"),
                Keyed.of("double precision", "double precision", "0", "-1", "3", "NaN", "Infinity"),
                Keyed.of("int", "bigint", "1", "2", "3", "4", "5"),
                Keyed.of("numeric", "int", "1", "2", "3", "4", "5"),
                Keyed.of("char(4)", "text", "a", "b", "c", "d", "e"),
                Keyed.of(
                        "timestamp(3)",
                        "timestamp",
                        "2024-01-01",
                        "2024-01-02",
                        "2024-01-03",
                        "2024-01-04 00:00:00.1234",
                        "2024-01-05"),
                Keyed.of("text", "text collate live.folding", "a", "b", "C", "c", "d"),
                Keyed.of("bytea", "bytea", "a", "b", "C", "c", "d"),
                Keyed.of("interval", "interval", "1 h", "30 days", "3 h", "2 mons", "5 h")));
        assertThat(twins.ways().values()).hasSize(13).allMatch(way -> way.startsWith(BECAUSE));
        assertThat(twins.ways())
                .containsEntry("k0", BECAUSE + "its key holds values that no row is found by")
                .containsEntry("k3", BECAUSE + "its key holds values that no row is found by")
                .containsEntry("k6", BECAUSE + "its key's column k is integer and bigint")
                .containsEntry("k10", BECAUSE + "its key has two collations");
    }

    @Test
    void tablesWhoseKeysNothingGuardsAreReadRowByRow() throws Exception {
        twins.both(
                "create table side.twice (id int, v int)",
                "insert into side.twice select g, g from generate_series(1, 50) g",
                "create table side.void (a int not null, b int, v int, unique (a, b))",
                "insert into side.void values (1, 1, 1), (1, null, 2), (2, null, 3)",
                "create table side.loose (at int, what text)",
                "create table side.some (id int not null, v int)",
                "create unique index on side.some (id) where v > 0",
                "insert into side.some values (1, 1), (2, 2)",
                "create table side.base (id int primary key, v int)",
                "insert into side.base values (1, 1), (2, 2)",
                "create table side.sorted (code text collate live.folding not null, v int)",
                "create unique index on side.sorted (code collate \"C\")",
                "insert into side.sorted values ('a', 1), ('A', 2), ('b', 3)",
                "create view side.seen as select * from side.base",
                "create table side.heirs (id int primary key, v int)",
                "insert into side.heirs values (1, 1), (2, 2)",
                "create table side.divided (id int primary key, v int) partition by range (id)",
                "create table side.low partition of side.divided for values from (0) to (10)",
                "create table side.high partition of side.divided for values from (10) to (20)",
                "insert into side.divided select g, g from generate_series(1, 19) g");
        twins.run(
                "alter table live.twice add primary key (id)",
                "insert into beta.twice values (5, 5), (null, 1), (6, 7)",
                "update beta.void set v = -v",
                "insert into beta.void values (2, null, 3)",
                "insert into live.loose values (1, 'a'), (1, 'a'), (2, 'b')",
                "insert into beta.loose values (1, 'a'), (2, 'b'), (2, 'b')",
                "insert into beta.some values (2, -2)",
                "update beta.sorted set v = 0 where code = 'b'",
                "update beta.base set v = 0 where id = 1",
                "create table beta.heir () inherits (beta.heirs)",
                "insert into beta.heir values (2, 3)",
                "update beta.divided set v = 0 where id in (9, 10)");
        List<String> told = twins.of(
                        "twice: { key: id }",
                        "void: { key: [a, b] }",
                        "loose: { key: none }",
                        "some: { key: id }",
                        "sorted: { key: code }",
                        "seen: { key: id }",
                        "heirs: {}",
                        "divided: {}")
                .told();
        assertThat(twins.ways())
                .containsEntry("twice", UNGUARDED)
                .containsEntry("void", UNGUARDED)
                .containsEntry("loose", BECAUSE + "its rows have no key")
                .containsEntry("some", UNGUARDED)
                .containsEntry("sorted", UNGUARDED)
                .containsEntry("seen", BECAUSE + "a side is a view, a foreign table or has tables that inherit from it")
                .containsEntry(
                        "heirs", BECAUSE + "a side is a view, a foreign table or has tables that inherit from it")
                .containsEntry("divided", JOINED);
        assertThat(told).anyMatch(line -> line.startsWith("loose MULTIPLICITY"));
        assertThat(told).filteredOn(line -> line.startsWith("divided CHANGED")).hasSize(2);
    }

    @Test
    void aKeyThatIsNotComparedStillTellsRowsApart() throws Exception {
        twins.both("create table side.coded (code text collate live.folding primary key, v int)");
        twins.run(
                "insert into live.coded values ('a', 1), ('b', 2)", "insert into beta.coded values ('A', 1), ('b', 2)");
        List<String> told = twins.of("coded: { leave_out: { code: \"written otherwise\" } }")
                .told();
        assertThat(twins.ways()).containsEntry("coded", JOINED);
        assertThat(told).filteredOn(line -> line.contains("STABLE")).hasSize(2);
    }

    @Test
    void referencesGoByTheKeysOfTheirRowsAndOnesToNothingEqualNone() throws Exception {
        twins.both(
                "create table side.house (id int primary key, name text)",
                "create table side.flat (id int primary key, house int, v int)");
        twins.run(
                "insert into live.house select g, 'House ' || g from generate_series(1, 9) g",
                "insert into beta.house select 100 - g, 'House ' || g from generate_series(1, 9) g",
                "insert into live.flat select g, g, g from generate_series(1, 9) g",
                "insert into beta.flat select g, 100 - g, g from generate_series(1, 9) g",
                // No house has these numbers.
                "update live.flat set house = 50 where id in (3, 4)",
                "update beta.flat set house = 50 where id in (3, 5)",
                "update beta.flat set house = null where id = 6",
                "update live.flat set house = null where id in (7, 8)",
                "update beta.flat set house = null where id = 7",
                "update live.house set name = null where name = 'House 9'",
                "update beta.house set name = null where name = 'House 9'");
        List<String> told = twins.of("house: { key: name, surrogate: id }", "flat: { references: { house: house } }")
                .told();
        assertThat(twins.ways()).containsEntry("flat", JOINED);
        assertThat(told).filteredOn(line -> line.startsWith("flat ORPHAN")).hasSize(3);
        assertThat(told).filteredOn(line -> line.startsWith("flat CHANGED")).hasSize(2);
        twins.run("create table beta.hut () inherits (beta.house)", "insert into beta.hut values (95, 'House 5')");
        twins.told();
        assertThat(twins.ways())
                .containsEntry("flat", BECAUSE + "no index keeps its references from leading to two rows");
    }

    @Test
    void referencesOfSeveralColumnsAreFollowedToo() throws Exception {
        twins.both(
                "create table side.house (tenant int, id int, name text not null, primary key (tenant, id), unique (tenant, name))",
                "create table side.flat (tenant int, house int, door int not null, v int, primary key (tenant, door),"
                        + " foreign key (tenant, house) references side.house (tenant, id))");
        Stream<String> rows = Stream.of("live n", "beta 100-n").flatMap(side -> {
            String schema = side.substring(0, 4);
            String drawn = side.substring(5);
            return Stream.of(
                    "insert into " + schema + ".house select t, " + drawn
                            + ", 'House ' || n from generate_series(1, 2) t, generate_series(1, 9) n",
                    "insert into " + schema + ".flat select t, " + drawn
                            + ", 10 * n, n from generate_series(1, 2) t, generate_series(1, 9) n");
        });
        twins.run(rows.toArray(String[]::new));
        twins.of("house: { key: [tenant, name], surrogate: id, owner: tenant }", "flat: { owner: tenant }");
        assertThat(twins.told()).noneMatch(line -> line.contains("STABLE"));
        assertThat(twins.ways().values()).hasSize(2).containsOnly(JOINED);
        twins.run(
                "update beta.flat set house = 98 where tenant = 1 and door = 10",
                "update beta.flat set house = null where tenant = 2 and door = 30");
        assertThat(twins.told())
                .filteredOn(line -> line.startsWith("flat CHANGED"))
                .hasSize(2);
        assertThat(twins.told("2"))
                .filteredOn(line -> line.startsWith("flat CHANGED"))
                .hasSize(1);
        assertThat(twins.ways().values()).containsOnly(JOINED);
    }
}
