package dev.whimbrel.engine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Files that are wrong: each mistake has its code, its line and column, and a hint. */
final class BadFilesTest {
    private static final String FLOW = "flows:\n  f:\n    from: a\n    to: b\n    source_key: k\n";

    /** A file, and {@code CODE line:column} of each problem with, behind it, words that the problem must say. */
    record Bad(String name, String text, String... expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Bad> BAD = List.of(
            new Bad("empty file", "", "PROJECT_FILE_EMPTY 1:1"),
            new Bad("only comments", "# nothing\n\n", "PROJECT_FILE_EMPTY 1:1"),
            new Bad("only a null", "---\n", "PROJECT_FILE_EMPTY 1:1"),
            new Bad("a list", "- a\n", "PROJECT_FILE_WRONG_TYPE 1:1 a list but must be a map"),
            new Bad("a text", "hello\n", "PROJECT_FILE_WRONG_TYPE 1:1 a text but must be a map"),
            new Bad(
                    "unclosed quote",
                    Written.with("lookups: { a: { values: { b: \"c } } }\n"),
                    "PROJECT_FILE_YAML 8:30 end of stream"),
            new Bad(
                    "unclosed bracket",
                    Written.with("relations: [ \"a.b -> c.d\"\n"),
                    "PROJECT_FILE_YAML 9:1 begins in line 8"),
            new Bad(
                    "wrong indentation",
                    Written.with("scope:\n    a: { column: b }\n  c: { column: d }\n"),
                    "PROJECT_FILE_YAML 10:3"),
            new Bad("tab", Written.with("scope:\n\ta: { column: b }\n"), "PROJECT_FILE_TAB 9:1 spaces"),
            new Bad("two documents", Written.with("") + "---\na: b\n", "PROJECT_FILE_YAML 10:1 second"),
            new Bad(
                    "duplicate key",
                    Written.with("project: q\n"),
                    "PROJECT_FILE_DUPLICATE_KEY 8:1 twice, first in line 2"),
            new Bad(
                    "duplicate keys, all of them",
                    Written.with(FLOW + "    fields: { x: y, z: z, x: w, z: z }\n"),
                    "PROJECT_FILE_DUPLICATE_KEY 13:27 `x`",
                    "PROJECT_FILE_DUPLICATE_KEY 13:33 `z`"),
            new Bad("unresolved alias", Written.with("scope: *nothing\n"), "PROJECT_FILE_YAML 8:8"),
            new Bad("alias within itself", Written.with("lookups: &a { b: *a }\n"), "PROJECT_FILE_YAML 8:10 itself"),
            new Bad(
                    "a day that is none",
                    Written.with("proof: { reveal_role: r, reveal_until: 2027-02-30 }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:40 no such day"),
            new Bad(
                    "an inbox that does not say whose files are",
                    Written.arrivals("kept: { folder: k }", "a: { folder: i, files: \"*.csv\" }"),
                    "PROJECT_FILE_WRONG_VALUE 12:30 whose a file is"),
            new Bad(
                    "two mistakes of inboxes at once",
                    Written.arrivals(
                            "kept: { folder: k }",
                            "a: { folder: i, files: \"{tenant}/{name}\" }",
                            "b: { folder: i, files: \"{tenant}/{tenant}\" }"),
                    "PROJECT_FILE_WRONG_VALUE 12:30 whose a file is",
                    "PROJECT_FILE_WRONG_VALUE 13:30 whose a file is"),
            new Bad(
                    "arrivals kept where they come in",
                    Written.arrivals("kept: { folder: in/kept }", "a: { folder: in, files: \"{tenant}/*\" }"),
                    "PROJECT_FILE_WRONG_VALUE 12:7 around or within"),
            new Bad(
                    "arrivals that come in where they are kept",
                    Written.arrivals("kept: { bucket: b }", "a: { bucket: b, prefix: in, files: \"{tenant}/*\" }"),
                    "PROJECT_FILE_WRONG_VALUE 12:7 around or within"),
            new Bad(
                    "a store that is both",
                    Written.arrivals("kept: { folder: k, bucket: b }", "a: { folder: i, files: \"{tenant}/*\" }"),
                    "PROJECT_FILE_WRONG_SHAPE 9:9 mixes or lacks parts"),
            new Bad(
                    "an access key without its secret",
                    Written.arrivals("kept: { bucket: b, user: u }", "a: { folder: i, files: \"{tenant}/*\" }"),
                    "PROJECT_FILE_MISSING_KEY 9:3 `password` is missing"),
            new Bad(
                    "an inbox without files",
                    Written.arrivals("kept: { folder: k }", "a: { folder: i }"),
                    "PROJECT_FILE_MISSING_KEY 12:7 `files` is missing"),
            new Bad(
                    "more findings than anybody can want",
                    Written.with("proof: { keep_rows: 10000001 }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:21"),
            new Bad(
                    "a column left out for no reason",
                    Written.with("comparisons: { c: { expected: { at: source }, actual: { at: target },"
                            + " tables: { t: { leave_out: { total: \"\" } } } } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:106 the reason why the column is not compared"),
            new Bad(
                    "a last day for nobody",
                    Written.with("proof: { reveal_until: 2027-01-31 }\n"),
                    "PROJECT_FILE_MISSING_KEY 8:1 reveal_role"),
            new Bad(
                    "unquoted variable as key",
                    Written.with("scope: { {A}: { column: b } }\n"),
                    "PROJECT_FILE_YAML 8:10"),
            new Bad(
                    "unknown key at the top",
                    Written.with("tenant: { list: [a] }\n"),
                    "PROJECT_FILE_UNKNOWN_KEY 8:1 `tenants`"),
            new Bad(
                    "unknown key in a flow",
                    Written.with(FLOW + "    feilds: {}\n"),
                    "PROJECT_FILE_MISSING_KEY 9:3 `fields`",
                    "PROJECT_FILE_UNKNOWN_KEY 13:5 Did you mean `fields`"),
            new Bad(
                    "unknown key in a rule",
                    Written.with(FLOW + "    fields: { a: { sqll: x } }\n"),
                    "PROJECT_FILE_UNKNOWN_KEY 13:20 Did you mean `sql`"),
            new Bad(
                    "a tolerance of nothing",
                    Written.with(FLOW + "    fields: {}\n    tolerances: { a: { number: 0 } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 14:32 greater than 0"),
            new Bad(
                    "a tolerance below nothing",
                    Written.with(FLOW + "    fields: {}\n    tolerances: { a: { number: -0.5 } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 14:32 greater than 0"),
            new Bad(
                    "a tolerance of no time",
                    Written.with(FLOW + "    fields: {}\n    tolerances: { a: { time: 0s } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 14:30 greater than 0"),
            new Bad(
                    "an unknown function of texts",
                    Written.with(FLOW + "    fields: {}\n    tolerances: { a: { text: cases } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 14:30 Did you mean `case`"),
            new Bad(
                    "two tolerances of one column",
                    Written.with(FLOW + "    fields: {}\n    tolerances: { a: { number: 1, text: case } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 14:22 one of"),
            new Bad(
                    "unknown setting",
                    Written.with("settings: { worker: 2 }\n"),
                    "PROJECT_FILE_UNKNOWN_KEY 8:13 `workers`"),
            new Bad(
                    "a setting of another type of source",
                    Written.with("").replace("type: mariadb,", "type: mariadb, snapshot: run,"),
                    "PROJECT_FILE_UNKNOWN_KEY 5:30 this type has no such setting"),
            new Bad(
                    "unknown snapshot",
                    Written.with("").replace("type: mariadb,", "type: postgresql, snapshot: rum,"),
                    "PROJECT_FILE_WRONG_VALUE 5:43 Did you mean `run`"),
            new Bad(
                    "old version",
                    Written.with("").replace("whimbrel: 1", "whimbrel: 2"),
                    "PROJECT_FILE_VERSION 1:11 version 1"),
            new Bad(
                    "missing project",
                    Written.with("").replace("project: p\n", ""),
                    "PROJECT_FILE_MISSING_KEY 1:1 `project`"),
            new Bad(
                    "project with a space",
                    Written.with("").replace("project: p", "project: p q"),
                    "PROJECT_FILE_WRONG_VALUE 2:10 letters"),
            new Bad(
                    "no environment",
                    Written.with("").replaceAll("(?s)environments:.*new. }", "environments: {}"),
                    "PROJECT_FILE_WRONG_VALUE 3:15 empty"),
            new Bad(
                    "unknown type of source",
                    Written.with("").replace("mariadb,", "mariabd,"),
                    "PROJECT_FILE_WRONG_VALUE 5:21 Did you mean `mariadb`"),
            new Bad(
                    "unknown type of target",
                    Written.with("").replace("postgresql,", "oracle,"),
                    "PROJECT_FILE_WRONG_VALUE 6:21 must be postgresql"),
            new Bad(
                    "files without files",
                    Written.with("").replace("type: mariadb, url: \"jdbc:mariadb://h/old\"", "type: files, folder: x"),
                    "PROJECT_FILE_MISSING_KEY 5:5 `files`"),
            new Bad(
                    "database without url",
                    Written.with("").replace(", url: \"jdbc:mariadb://h/old\"", ""),
                    "PROJECT_FILE_MISSING_KEY 5:5 `url`"),
            new Bad(
                    "password as number",
                    Written.with("").replace("new\" }", "new\", password: 123 }"),
                    "PROJECT_FILE_WRONG_TYPE 6:75 Put it in quotes"),
            new Bad("scope without value", Written.with("scope:\n"), "PROJECT_FILE_WRONG_TYPE 8:7 without a value"),
            new Bad(
                    "scope of two kinds",
                    Written.with("scope: { a: { column: b, everyone: true } }\n"),
                    "PROJECT_FILE_WRONG_SHAPE 8:13 exactly one"),
            new Bad(
                    "everyone: false",
                    Written.with("scope: { a: { everyone: false } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:25 must be true"),
            new Bad(
                    "ignore without reason",
                    Written.with("scope: { a: { ignore: \"\" } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:23 empty"),
            new Bad(
                    "relation without arrow",
                    Written.with("relations: [ \"a.b, c.d\" ]\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:14 ->"),
            new Bad(
                    "relation of unequal sides",
                    Written.with("relations: [ \"a(x, y) -> c(z)\" ]\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:14 as many columns"),
            new Bad(
                    "relation without table",
                    Written.with("relations: [ \"a -> c.d\" ]\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:14 child.column"),
            new Bad(
                    "lookup of two kinds",
                    Written.with("lookups: { a: { csv: b, values: { c: d } } }\n"),
                    "PROJECT_FILE_WRONG_SHAPE 8:15 csv"),
            new Bad(
                    "lookup to null",
                    Written.with("lookups: { a: { values: { c: null } } }\n"),
                    "PROJECT_FILE_WRONG_TYPE 8:30"),
            new Bad(
                    "lookup in nowhere",
                    Written.with("lookups: { a: { table: t, in: taget, key: a, value: b } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:31 `target`"),
            new Bad(
                    "tenants twice",
                    Written.with("").replace("tenants: {", "tenants: { list: [a],"),
                    "PROJECT_FILE_WRONG_SHAPE 7:10"),
            new Bad(
                    "workers as text",
                    Written.with("settings: { workers: two }\n"),
                    "PROJECT_FILE_WRONG_TYPE 8:22 a text but must be a whole number"),
            new Bad("no workers", Written.with("settings: { workers: 0 }\n"), "PROJECT_FILE_WRONG_VALUE 8:22 1 to 64"),
            new Bad(
                    "lease without unit",
                    Written.with("settings: { lease: \"30\" }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:20 30s"),
            new Bad(
                    "bytes in another unit",
                    Written.with("settings: { chunk_bytes: 16mb }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:26 64MB"),
            new Bad(
                    "share above one",
                    Written.with("settings: { breaker: { share: 20 } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:31 up to 1"),
            new Bad(
                    "flow named with a space",
                    Written.with("flows: { a b: { from: a, to: b, source_key: c, fields: {} } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 8:10 letters"),
            new Bad(
                    "lookup without of",
                    Written.with(
                            "lookups: { l: { values: { a: b } } }\n" + FLOW + "    fields: { x: { lookup: l } }\n"),
                    "PROJECT_FILE_WRONG_SHAPE 14:18 lookup: …, of: …"),
            new Bad(
                    "two rules for a field",
                    Written.with(FLOW + "    fields: { x: { sql: a, value: b } }\n"),
                    "PROJECT_FILE_WRONG_SHAPE 13:18"),
            new Bad(
                    "unknown generator",
                    Written.with(FLOW + "    fields: { x: { generated: guid } }\n"),
                    "PROJECT_FILE_WRONG_VALUE 13:31 uuid"),
            new Bad(
                    "survivors and consolidate",
                    Written.with(
                            FLOW + "    fields: {}\n    survivors: { by: a, keep: b }\n    consolidate: { by: a }\n"),
                    "PROJECT_FILE_WRONG_SHAPE 10:5 exclude"),
            new Bad(
                    "because without where",
                    Written.with(
                            "flows: { f: { from: { table: a, because: b }, to: b, source_key: c, fields: {} } }\n"),
                    "PROJECT_FILE_MISSING_KEY 8:15 `where`"),
            new Bad(
                    "unknown resolution",
                    Written.with(FLOW + "    fields: {}\n    consolidate: { by: a, resolve: { x: newest } }\n"),
                    "PROJECT_FILE_WRONG_SHAPE 14:41 longest"),
            new Bad(
                    "unknown flow",
                    Written.with(FLOW + "    fields: { x: { ref: g, of: y } }\n"),
                    "PROJECT_FILE_REFERENCE 13:25 `f`"),
            new Bad(
                    "unknown lookup",
                    Written.with(FLOW + "    fields: { x: { lookup: g, of: y } }\n"),
                    "PROJECT_FILE_REFERENCE 13:28 `g`"),
            new Bad(
                    "source key under fields",
                    Written.with(FLOW + "    fields: { k: x }\n"),
                    "PROJECT_FILE_SOURCE_KEY 13:18 Remove"),
            new Bad(
                    "missing variable",
                    Written.with("settings: { workers: \"${NO}\" }\n"),
                    "ENV_VARIABLE_MISSING 8:22 NO"),
            new Bad(
                    "all at once",
                    Written.with(
                                    "colour: red\nsettings: { workers: two, lease: long, x: \"${NO}\" }\nscope: { a: { colunm: b } }\n")
                            .replace("mariadb,", "mariabd,"),
                    "PROJECT_FILE_WRONG_VALUE 5:21",
                    "PROJECT_FILE_UNKNOWN_KEY 8:1",
                    "PROJECT_FILE_WRONG_TYPE 9:22",
                    "PROJECT_FILE_WRONG_VALUE 9:34",
                    "PROJECT_FILE_UNKNOWN_KEY 9:40",
                    "PROJECT_FILE_UNKNOWN_KEY 10:15 `column`",
                    "ENV_VARIABLE_MISSING 9:43"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("BAD")
    void eachMistakeIsNamedWithItsPlace(Bad bad) {
        List<Problem> problems = Written.problems(bad.text);

        assertThat(problems).as(problems.toString()).hasSameSizeAs(bad.expected);
        for (int i = 0; i < bad.expected.length; i++) {
            Problem problem = problems.get(i);
            String[] expected = bad.expected[i].split(" ", 3);
            String at = problem.place().line() + ":" + problem.place().column();
            assertThat(problem.code() + " " + at).as(problem.toString()).startsWith(expected[0] + " " + expected[1]);
            assertThat(problem.toString()).contains(expected.length > 2 ? expected[2] : "");
            assertThat(problem.next()).isNotBlank();
            assertThat(problem.place().file()).isEqualTo("migration.yaml");
        }
    }

    @Test
    void anAbsentFileIsSaid() {
        assertThat(load(folder.resolve("none.yaml")).code()).isEqualTo("PROJECT_FILE_ABSENT");
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(load(folder).code()).isEqualTo("PROJECT_FILE_UNREADABLE");
    }

    @Test
    void anotherEncodingIsSaidWithItsPlace() throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "whimbrel: 1\nproject: café\n".getBytes(Charset.forName("windows-1252")));

        Problem problem = load(file);

        assertThat(problem.code()).isEqualTo("PROJECT_FILE_ENCODING");
        assertThat(problem.place()).hasToString(file + ":2:13");
    }

    @Test
    void utf16IsNotReadAsRubbish() throws IOException {
        Path file = folder.resolve("wide.yaml");
        Files.write(file, Written.WHOLE.getBytes(StandardCharsets.UTF_16));

        assertThat(load(file).code()).isEqualTo("PROJECT_FILE_ENCODING");
    }

    private static Problem load(Path file) {
        ProblemsFound found =
                catchThrowableOfType(ProblemsFound.class, () -> ProjectFile.load(file, null, Written.ENV));
        assertThat(found.problems()).hasSize(1);
        return found.problems().get(0);
    }
}
