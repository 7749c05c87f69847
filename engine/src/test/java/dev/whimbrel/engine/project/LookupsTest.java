package dev.whimbrel.engine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.mapping.LookupTable;
import dev.whimbrel.core.value.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lookups come from the project file, CSV files and tables; nothing in them is guessed or taken twice. */
final class LookupsTest {
    private static final TableLookupReader NO_TABLES = (in, table, columns, rows) -> {
        throw new AssertionError("no table is to be read");
    };

    @TempDir
    Path folder;

    private Map<String, LookupTable> load(String lookups, TableLookupReader reader) throws IOException {
        Path file =
                Files.writeString(folder.resolve("migration.yaml"), Written.with("lookups: { l: " + lookups + " }\n"));
        return Lookups.load(ProjectFile.load(file, null, Map.of()), reader);
    }

    private LookupTable csv(String content, String more) throws IOException {
        Files.writeString(folder.resolve("l.csv"), content, StandardCharsets.UTF_8);
        return Objects.requireNonNull(load("{ csv: l.csv, key: old, value: new" + more + " }", NO_TABLES)
                .get("l"));
    }

    private List<Problem> problems(String content, String more) {
        return catchThrowableOfType(ProblemsFound.class, () -> csv(content, more))
                .problems();
    }

    @Test
    void valuesOfTheFileHaveOneType() throws IOException {
        LookupTable texts = Objects.requireNonNull(
                load("{ values: { A: x, 1: y } }", NO_TABLES).get("l"));
        LookupTable numbers = Objects.requireNonNull(
                load("{ values: { A: 1, B: 2 } }", NO_TABLES).get("l"));
        LookupTable decimals = Objects.requireNonNull(
                load("{ values: { A: 1, B: 2.5 } }", NO_TABLES).get("l"));
        LookupTable mixed = Objects.requireNonNull(
                load("{ values: { A: 1, B: x } }", NO_TABLES).get("l"));

        assertThat(texts.type()).isEqualTo(Type.TEXT);
        assertThat(texts.find(1L)).isEqualTo("y");
        assertThat(numbers.type()).isEqualTo(Type.BIGINT);
        assertThat(decimals.type().kind()).isEqualTo(Type.Kind.DECIMAL);
        assertThat(mixed.values()).containsEntry("A", "1").containsEntry("B", "x");
    }

    @Test
    void csvFilesMayHaveAByteOrderMarkAndQuotes() throws IOException {
        LookupTable table = csv("\uFEFFold,note,new\nA,x,\"a, b\"\r\n\"B\"\"\",y,ü\n", "");

        assertThat(table.values()).isEqualTo(Map.of("A", "a, b", "B\"", "ü"));
    }

    @Test
    void csvValuesAreTextUnlessTyped() throws IOException {
        assertThat(csv("old,new\nA,007\n", "").find("A")).isEqualTo("007");
        assertThat(csv("old,new\nA,007\n", ", type: bigint").find("A")).isEqualTo(7L);
        assertThat(csv("old;new\nA;2024-02-29\n", ", type: date, delimiter: \";\"")
                        .find("A"))
                .hasToString("2024-02-29");
    }

    @Test
    void duplicatesNameBothLines() {
        List<Problem> problems = problems("old,new\nA,1\nB,2\nA,1\n", "");

        assertThat(problems).extracting(Problem::code).containsExactly("LOOKUP_DUPLICATE");
        assertThat(problems.get(0).message()).contains("lines 2 and 4");
    }

    @Test
    void badFilesAreSaidWithoutTheirContent() {
        String[][] cases = {
            {"key,new\nA,1\n", "", "LOOKUP_COLUMN", "no column old"},
            {"", "", "LOOKUP_COLUMN", "no column old"},
            {"old,new\nA,\n", "", "LOOKUP_VALUE", "line 2"},
            {"old,new\nA,1\n,2\n", "", "LOOKUP_VALUE", "line 3"},
            {"old,new\nA,1\nB,sesame\n", ", type: bigint", "LOOKUP_VALUE", "line 3"},
            {"old,new\nA,1\nB\n", "", "LOOKUP_FILE", "behind line 2"},
        };
        for (String[] each : cases) {
            List<Problem> problems = problems(each[0], each[1]);
            assertThat(problems).as(each[0]).isNotEmpty();
            assertThat(problems.get(0).code()).as(each[0]).isEqualTo(each[2]);
            assertThat(problems.toString()).contains(each[3]).doesNotContain("sesame");
            assertThat(problems.get(0).place().line()).isEqualTo(8);
        }
    }

    @Test
    void anAbsentFileAndAnotherEncodingAreSaid() throws IOException {
        ProblemsFound absent =
                catchThrowableOfType(ProblemsFound.class, () -> load("{ csv: none.csv, key: a, value: b }", NO_TABLES));
        Files.write(folder.resolve("latin.csv"), "a,b\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        ProblemsFound latin = catchThrowableOfType(
                ProblemsFound.class, () -> load("{ csv: latin.csv, key: a, value: b }", NO_TABLES));

        assertThat(absent.code()).isEqualTo("LOOKUP_FILE");
        assertThat(latin.problems().get(0).message()).contains("not UTF-8");
    }

    @Test
    void tooManyEntriesAreRefusedOnce() {
        String content = IntStream.range(0, Lookups.MOST_ENTRIES + 5)
                .mapToObj(i -> i + ",x\n")
                .collect(Collectors.joining("", "old,new\n", ""));

        assertThat(problems(content, "")).extracting(Problem::code).containsExactly("LOOKUP_TOO_LARGE");
    }

    @Test
    void tablesAreReadThroughThePort() throws IOException {
        LookupTable table = Objects.requireNonNull(
                load("{ table: t.m, in: target, key: old_code, value: new_id }", (in, name, columns, rows) -> {
                            assertThat(in).isEqualTo(LookupSpec.Side.TARGET);
                            assertThat(name).hasToString("t.m");
                            assertThat(columns).containsExactly("old_code", "new_id");
                            rows.accept(new Object[] {5L, 50L});
                            rows.accept(new Object[] {6L, 60L});
                            rows.accept(new Object[] {7L, null});
                        })
                        .get("l"));

        assertThat(table.type()).isEqualTo(Type.BIGINT);
        assertThat(table.find(5L)).isEqualTo(50L);
        assertThat(table.find(7L)).isNull();
    }

    @Test
    void duplicatesInATableAreCounted() {
        ProblemsFound found = catchThrowableOfType(
                ProblemsFound.class,
                () -> load("{ table: m, in: source, key: a, value: b }", (in, name, columns, rows) -> {
                    rows.accept(new Object[] {"A", "x"});
                    rows.accept(new Object[] {"A", "x"});
                }));

        assertThat(found.code()).isEqualTo("LOOKUP_DUPLICATE");
        assertThat(found.problems().get(0).message()).contains("1 key is");
    }
}
