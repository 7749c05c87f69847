package dev.whimbrel.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceConnector;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source promises, of files: keys, owners, counts, ranges, fingerprints, and faults that name what is wrong. */
class FileSourceTest {
    private static final Ownership EVERYONE = new Ownership.Everyone();

    @TempDir
    Path folder;

    private Drop owned() {
        return new Drop(folder)
                .columns("id:bigint", "branch", "other:bigint")
                .set("key", List.of("id"))
                .write("id,branch,other\n1,7,\n2,7,7\n3,8,7\n4,,\nbroken\n,7,\nx,7,\n8,,8\n9,,x\n");
    }

    @Test
    void keysAndOwners() {
        Ownership two = new Ownership.Paths(
                List.of(new Ownership.Path(List.of(), "branch"), new Ownership.Path(List.of(), "other")));
        try (Source source = owned().open()) {
            Table table = Drop.table(source);
            assertThat(Drop.rows(source, Drop.plan(table, two), KeyRange.ALL))
                    .containsExactly(
                            "1=1|7|null",
                            "2=2|7|7",
                            "3=3|8|7",
                            "line 6!MALFORMED_LINE",
                            "line 7!KEY_NULL",
                            "line 8!CAST_FAILED",
                            "8=8|null|8",
                            "9!CAST_FAILED");
            assertThat(source.count(Drop.plan(table, two)))
                    .isEqualTo(Map.of(
                            new TenantId("7"), 4L, TenantId.SHARED, 1L, TenantId.UNKNOWN, 2L, new TenantId("8"), 1L));
            assertThat(source.count(Drop.plan(table, two, "8")))
                    .isEqualTo(Map.of(TenantId.SHARED, 1L, TenantId.UNKNOWN, 2L, new TenantId("8"), 1L));
            assertThat(Drop.rows(source, Drop.plan(table, two, "8"), KeyRange.ALL))
                    .hasSize(4);
            assertThat(source.owners(table, two)).isEqualTo(new OwnerCounts(5, 1, 3));
            assertThat(source.owners(table, EVERYONE)).isEqualTo(new OwnerCounts(0, 9, 0));
            assertThat(source.owners(table, new Ownership.Constant("7"))).isEqualTo(new OwnerCounts(9, 0, 0));
            assertThat(source.distinct(table.name(), "other")).containsExactly("7", "8");
            assertThat(source.present(table, List.of("id"), List.of(Key.of(3L), Key.of(6L), Key.of("line 6"))))
                    .containsExactlyInAnyOrder(Key.of(3L), Key.of("line 6"));
        }
    }

    @Test
    void stepsAndJoinsAreFaults() {
        try (Source source = owned().open()) {
            Table table = Drop.table(source);
            Ownership steps = new Ownership.Paths(List.of(new Ownership.Path(
                    List.of(new Ownership.Step(List.of("id"), new TableName(null, "x"), List.of("id"), true)), "b")));
            ReadPlan plan = Drop.plan(table, steps);
            assertThat(catchThrowableOfType(Fault.class, () -> source.count(plan))
                            .code())
                    .isEqualTo("SCOPE_BROKEN");
            assertThatThrownBy(() -> source.distinct(new TableName(null, "none"), "x"))
                    .isInstanceOf(Fault.class);
            assertThatThrownBy(() -> source.distinct(table.name(), "none")).isInstanceOf(Fault.class);
        }
    }

    @Test
    void severalFilesAreOneTable() {
        Drop drop = new Drop(folder)
                .set("path", "bird-*.csv")
                .columns("a:bigint", "b")
                .set("key", List.of("a"));
        drop.write("bird-2.csv", "b,a\ny,3\nz\n".getBytes(StandardCharsets.UTF_8));
        drop.write("bird-1.csv", "a,b\n1,x\n2\n".getBytes(StandardCharsets.UTF_8));
        drop.write("bird-3.csv", new byte[0]);
        drop.write("fish-1.csv", "nothing".getBytes(StandardCharsets.UTF_8));
        List<String> rows =
                List.of("1=1|x", "bird-1.csv:line 3!MALFORMED_LINE", "3=3|y", "bird-2.csv:line 3!MALFORMED_LINE");
        assertThat(drop.rows()).isEqualTo(rows);
        try (Source source = drop.open()) {
            ReadPlan plan = Drop.plan(Drop.table(source), EVERYONE);
            List<String> union = new ArrayList<>();
            List<KeyRange> ranges = source.split(plan.table(), plan.key(), new ChunkSize(1, 100));
            ranges.forEach(r -> union.addAll(Drop.rows(source, plan, r)));
            assertThat(union).isEqualTo(rows);
            assertThat(ranges).hasSize(4);
        }
    }

    @Test
    void manyRecordsInLittleMemoryAndInRanges() {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 1; i <= 100_000; i++) {
            text.append(i).append(",\"line one of ").append(i).append("\nline two\"\n");
        }
        Drop drop = new Drop(folder).columns("a:bigint", "b").write(text.toString());
        try (Source source = drop.open()) {
            ReadPlan plan = Drop.plan(Drop.table(source), EVERYONE);
            List<KeyRange> ranges = source.split(plan.table(), List.of(), new ChunkSize(7_777, 1 << 30));
            assertThat(ranges).hasSize(13).last().isEqualTo(new KeyRange(Key.of(93_324L), null, 6_676));
            assertThat(Drop.table(source).rows()).isEqualTo(100_000);
            long next = 1;
            for (KeyRange range : ranges) {
                try (SourceRows rows = source.read(plan, range)) {
                    for (var row = rows.next(); row != null; row = rows.next()) {
                        assertThat(row.values()[0]).isEqualTo(next);
                        assertThat(row.key()).isEqualTo(Key.of(next++));
                    }
                }
            }
            assertThat(next).isEqualTo(100_001);
        }
    }

    @Test
    void anEmptyTableHasOneRange() {
        try (Source source = new Drop(folder).columns("a").write("").open()) {
            Table table = Drop.table(source);
            assertThat(source.split(table, List.of(), new ChunkSize(10, 10)))
                    .containsExactly(new KeyRange(null, null, 0));
            assertThat(source.count(Drop.plan(table, EVERYONE))).isEmpty();
        }
    }

    @Test
    void aChangedFileChangesTheFingerprintAndStopsReading() {
        Drop drop = new Drop(folder).columns("a:bigint").write("a\n1\n2\n");
        try (Source source = drop.open()) {
            Set<TableName> names = Set.of(new TableName(null, "bird"));
            String before = source.schema().fingerprint(names);
            ReadPlan plan = Drop.plan(Drop.table(source), EVERYONE);
            assertThat(source.schema().fingerprint(names)).isEqualTo(before);
            drop.write("a\n1\n2\n3\n");
            Fault fault = catchThrowableOfType(Fault.class, () -> source.count(plan));
            assertThat(fault.code()).isEqualTo("FILE_CHANGED");
            assertThat(source.schema().fingerprint(names)).isNotEqualTo(before);
            assertThat(Drop.rows(source, plan, KeyRange.ALL)).hasSize(3);
        }
    }

    @Test
    void aChangeThatWasHiddenIsCountedAllTheSame() throws Exception {
        Drop drop = new Drop(folder).columns("a:bigint", "b").set("key", List.of("a"));
        try (Source source = drop.write("a,b\n1,7\n2,7\n3,8\n").open()) {
            Table table = Drop.table(source);
            Ownership branch = Drop.column("b");
            assertThat(source.guardsKey(table, branch)).isTrue();
            ReadPlan plan = Drop.plan(table, branch);
            Map<TenantId, Long> before = Map.of(new TenantId("7"), 2L, new TenantId("8"), 1L);
            assertThat(source.count(plan)).isEqualTo(before);
            assertThat(source.owners(table, branch)).isEqualTo(new OwnerCounts(3, 0, 0));
            Path file = folder.resolve("bird.csv");
            FileTime time = Files.getLastModifiedTime(file);
            Thread.sleep(20); // longer than the step of a file system's clock
            drop.write("a,b\n1,7\n2,8\n3,?\n");
            Files.setLastModifiedTime(file, time);
            assertThat(source.count(plan))
                    .isEqualTo(Map.of(new TenantId("7"), 1L, new TenantId("8"), 1L, TenantId.UNKNOWN, 1L));
            assertThat(source.owners(table, branch)).isEqualTo(new OwnerCounts(2, 0, 1));
            assertThat(source.count(Drop.plan(table, branch, "8")))
                    .isEqualTo(Map.of(new TenantId("8"), 1L, TenantId.UNKNOWN, 1L));
        }
    }

    @Test
    void ownersBeyondCountingAreCountedAnew() {
        int many = OwnerTally.MOST + 5;
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 1; i <= many; i++) {
            text.append(i).append(",t").append(i).append('\n');
        }
        Drop drop = new Drop(folder).columns("a:bigint", "b").set("key", List.of("a"));
        try (Source source = drop.write(text.toString()).open()) {
            Table table = Drop.table(source);
            Ownership branch = Drop.column("b");
            assertThat(source.guardsKey(table, branch)).isTrue();
            assertThat(source.count(Drop.plan(table, branch)))
                    .hasSize(many)
                    .containsEntry(new TenantId("t" + many), 1L);
            assertThat(source.owners(table, branch)).isEqualTo(new OwnerCounts(many, 0, 0));
        }
    }

    @Test
    void headersMustBeAsDeclared() {
        Drop drop = new Drop(folder).columns("a", "b");
        assertThat(problem(drop.write("a,c\n"))).contains("FILE_HEADER", "lacks [b]", "has also [c]");
        assertThat(problem(drop.write("a,b,a\n"))).contains("FILE_HEADER", "has twice [a]");
        assertThat(problem(drop.write("a,\"b\n"))).contains("FILE_HEADER", "no well-formed record");
        assertThat(problem(drop.write("secret,77\n"))).contains("FILE_HEADER").doesNotContain("secret");
        Drop undeclared = new Drop(folder).write("x,y\n1,2\n");
        assertThat(undeclared.rows()).containsExactly("1=1|2");
        assertThat(problem(undeclared.write("x,x\n"))).contains("FILE_HEADER");
    }

    @Test
    void wrongSettingsAreShownTogether() {
        Drop drop = new Drop(folder)
                .columns("a:bigint", "b:blob", "a", "d:date:bbbb")
                .set("path", "none.csv")
                .set("delimiter", "||")
                .set("encoding", "klingon")
                .set("heather", true)
                .set("quote", ",")
                .set("header", "perhaps");
        ProblemsFound found = catchThrowableOfType(ProblemsFound.class, drop::open);
        assertThat(found.problems()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(found.problems().toString())
                .contains(
                        "FILE_MISSING",
                        "heather",
                        "bird.encoding",
                        "columns[1].type",
                        "columns[2].name",
                        "columns[3].format");
        assertThat(problem(new Drop(folder)
                        .columns("a")
                        .set("encoding", "windows-1252")
                        .write("\uFEFFa\n")))
                .contains("FILE_ENCODING", "UTF-8");
        assertThat(problem(new Drop(folder).columns("a").set("key", "z").write("a\n")))
                .contains("COLUMN_UNKNOWN");
    }

    private static String problem(Drop drop) {
        ProblemsFound found = catchThrowableOfType(ProblemsFound.class, drop::open);
        return found.problems().toString();
    }

    @Test
    void isFoundByItsType() {
        assertThat(ServiceLoader.load(SourceConnector.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .flatMap(c -> c.types().stream()))
                .contains("files");
    }
}
