package dev.whimbrel.app.cli;

import static dev.whimbrel.app.cli.Called.ends;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beta intake}, {@code arrivals}, {@code show}, {@code expire} and {@code key}; the roster is a table of the source. */
final class BetaCommandsTest {
    /** Stands in every file and nowhere else. */
    private static final String CANARY = "qzcanaryword";

    private static final String ARRIVALS = """
            arrivals:
              kept: { folder: kept }
              key: { variable: ARRIVAL_KEY }
              inboxes:
                drops: { folder: in, files: "{tenant}/*.csv", complete: rename, header: [id, name] }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void load() throws IOException {
        move = SmallMove.load(folder);
        move.write(SmallMove.YAML + ARRIVALS);
        Path key = folder.resolve("arrivals.key");
        call(ExitCode.OK, "beta", "key", key.toString());
        move.env().put("ARRIVAL_KEY", Files.readString(key));
        put("1/a.csv", "id,name\n1," + CANARY + "\n");
        put("2/b ü.csv", CANARY + ";x\n");
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(folder.resolve("in/1"));
        Files.createDirectories(folder.resolve("in/2"));
        Files.writeString(file, text);
    }

    private Called call(ExitCode code, String... args) {
        Called called = move.call(args);
        said.add(ends(called, code));
        return called;
    }

    /** With all that led to it, which may name classes. */
    private String debugged(ExitCode code, String... args) {
        Called called = move.call(args);
        assertThat(called.code()).as(called.out() + called.err()).isEqualTo(code.number());
        said.add(called.out() + called.err());
        return called.err();
    }

    @Test
    void whatIsInTheInboxesIsTakenListedAndShown() throws IOException {
        assertThat(call(ExitCode.OK, "beta", "arrivals").out()).contains("Nothing has arrived.");
        put("stray.csv", "x");
        assertThat(call(ExitCode.ISSUES, "beta", "intake").out())
                .contains("1/a.csv", "2/b ü.csv", "2 arrivals taken", "1 issue", "FILE_OWNER_UNKNOWN", "next:");
        Files.delete(folder.resolve("in/stray.csv"));
        assertThat(call(ExitCode.OK, "beta", "intake").out()).contains("0 arrivals taken", "2 known", "0 issues");

        Called list = call(ExitCode.OK, "beta", "arrivals", "--tenant", "2", "--json");
        assertThat(list.json().path("arrivals")).hasSize(1);
        assertThat(list.json().at("/arrivals/0/name").asString()).isEqualTo("2/b ü.csv");
        assertThat(list.json().path("issues")).isEmpty();
        assertThat(call(ExitCode.OK, "beta", "arrivals", "--tenant", "9").out())
                .contains("Nothing has arrived of tenant 9.");
        assertThat(call(ExitCode.OK, "beta", "arrivals").out()).contains("1/a.csv", "2/b ü.csv", "kept until");
        assertThat(call(ExitCode.OK, "beta", "show", "1").out())
                .contains("of tenant 1", "US-ASCII; 2 columns by commas; 1 record; header id, name", "SHA-256");
        assertThat(call(ExitCode.OK, "beta", "show", "2", "--json").json().at("/arrival/files/0/header"))
                .isEmpty();
        assertThat(call(ExitCode.USER, "beta", "show", "3").err()).contains("ARRIVAL_UNKNOWN");
        noContentAnywhere();
    }

    @Test
    void expiredBytesAreRemovedAndTheRecordSaysSo() {
        call(ExitCode.OK, "beta", "intake");
        assertThat(call(ExitCode.OK, "beta", "expire", "--plan").out())
                .contains("Would remove the bytes of 0 arrivals");
        move.target("update whimbrel.arrival set expires_at = now() where arrival_id = 1");
        assertThat(call(ExitCode.OK, "beta", "expire", "--plan").out())
                .contains("arrival 1 of tenant 1", "Would remove the bytes of 1 arrival.", "--execute");
        assertThat(objects()).hasSize(2);
        assertThat(call(ExitCode.OK, "beta", "expire", "--execute", "--json")
                        .json()
                        .path("arrivals"))
                .hasSize(1);
        assertThat(objects()).hasSize(1);
        assertThat(call(ExitCode.OK, "beta", "show", "1").out()).contains("removed 2");
        noContentAnywhere();
    }

    @Test
    void errorsSayWhatToDoAndNothingElse() throws IOException {
        String key = String.valueOf(move.env().put("ARRIVAL_KEY", ""));
        assertThat(call(ExitCode.USER, "beta", "intake").err()).contains("ARRIVAL_KEY_ABSENT", "ARRIVAL_KEY", "next:");
        move.env().put("ARRIVAL_KEY", key.substring(0, key.length() / 2));
        assertThat(debugged(ExitCode.USER, "beta", "intake", "--debug"))
                .contains("ARRIVAL_KEY_UNUSABLE")
                .doesNotContain(key.substring(20, 40));
        // Whoever needs no key is not asked for it.
        move.env().remove("ARRIVAL_KEY");
        call(ExitCode.OK, "plan");
        Path old = folder.resolve("arrivals.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(old)))
                .isEqualTo("rw-------");
        assertThat(call(ExitCode.USER, "beta", "key", old.toString()).err()).contains("ARRIVAL_KEY_EXISTS");
        assertThat(Files.readString(old)).isEqualTo(key);
        move.env().put("ARRIVAL_KEY", key);
        Files.writeString(folder.resolve("kept"), "a file where a folder should be");
        assertThat(debugged(ExitCode.TARGET, "beta", "intake", "--debug")).contains("ARRIVAL_STORE_FAILED");
        move.write(SmallMove.YAML);
        assertThat(call(ExitCode.USER, "beta", "intake").err()).contains("ARRIVALS_UNDECLARED", "arrivals:");
        noContentAnywhere();
    }

    private List<Path> objects() {
        try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither in what was said, nor in the record, nor in the store. */
    private void noContentAnywhere() {
        assertThat(said).isNotEmpty().noneMatch(text -> text.contains(CANARY));
        List<String> record = record();
        assertThat(record).hasSizeGreaterThan(5).noneMatch(row -> row.contains(CANARY));
        for (Path object : objects()) {
            try {
                assertThat(new String(Files.readAllBytes(object), StandardCharsets.ISO_8859_1))
                        .doesNotContain(CANARY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Every row of every table of ours, as a text. */
    private List<String> record() {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        String.valueOf(move.env().get("NEW_URL")),
                        String.valueOf(move.env().get("NEW_USER")),
                        "");
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names =
                    statement.executeQuery("select tablename from pg_tables where schemaname = 'whimbrel'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet all = statement.executeQuery("select t::text from whimbrel." + table + " t")) {
                    while (all.next()) {
                        rows.add(all.getString(1));
                    }
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
