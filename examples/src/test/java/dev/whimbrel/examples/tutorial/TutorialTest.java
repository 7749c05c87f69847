package dev.whimbrel.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.app.cli.Main;
import dev.whimbrel.examples.demo.SqlScript;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the tutorials in {@code docs/guide} block by block, their commands in this JVM, and compares what they print. */
class TutorialTest {
    /** The commands that each tutorial shows, no more and no less. */
    private static final Map<String, Set<String>> COMMANDS = Map.of(
            "tutorial.md", Set.of("init", "check", "plan", "run", "status", "issues", "trace"),
            "tutorial-verify.md", Set.of("run", "verify", "report", "trace"));

    /** What may stand after an opening fence; a command may end with another exit code than 0. */
    private static final Pattern KIND =
            Pattern.compile("sql (old|new)( result)?|yaml migration\\.yaml|diff|text|console|shell( exits \\d+)?");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String oldUrl = "";
    private String newUrl = "";

    @BeforeEach
    void create() throws Exception {
        oldUrl = MariaDbServer.shared().createDatabase();
        newUrl = PostgresServer.shared().createDatabase();
    }

    private static Page page(String file) throws IOException {
        return Page.parse(Files.readString(Path.of("../docs/guide", file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tutorial.md", "tutorial-verify.md"})
    void everyBlockIsOfAKnownSortAndEveryCommandIsShownWithItsOutput(String file) throws Exception {
        Page page = page(file);
        Set<String> used = new TreeSet<>();
        for (int i = 0; i < page.blocks().size(); i++) {
            Page.Block block = page.blocks().get(i);
            assertThat(block.kind()).as("line " + block.line()).matches(KIND);
            if (isShell(block)) {
                used.add(words(block).get(0));
            }
            if (isShell(block) || block.kind().endsWith(" result")) {
                assertThat(page.blocks().get(i + 1).kind())
                        .as("after line " + block.line())
                        .isEqualTo("text");
            }
        }
        assertThat(used).isEqualTo(COMMANDS.get(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tutorial.md", "tutorial-verify.md"})
    void blockByBlock(String file) throws Exception {
        try (Connection old = DriverManager.getConnection(
                        oldUrl,
                        MariaDbServer.shared().user(),
                        MariaDbServer.shared().password());
                Connection target = DriverManager.getConnection(
                        newUrl, PostgresServer.shared().user(), "")) {
            String output = "";
            for (Page.Block block : page(file).blocks()) {
                switch (block.kind()) {
                    case "sql old" -> SqlScript.run(old, SqlScript.split(block.text()));
                    case "sql new" -> SqlScript.run(target, SqlScript.split(block.text()));
                    case "yaml migration.yaml" -> Files.writeString(projectFile(), block.text() + "\n");
                    case "diff" -> change(block);
                    case "sql old result" -> output = ask(old, block.text());
                    case "sql new result" -> output = ask(target, block.text());
                    case "text" -> compare(block, output);
                    case "console" -> {}
                    default -> output = whimbrel(block);
                }
            }
        }
    }

    private Path projectFile() {
        return folder.resolve("migration.yaml");
    }

    /** Puts the lines with {@code +} in the place of those with {@code -}, which must stand in the file once. */
    private void change(Page.Block block) throws IOException {
        String before = lines(block, "-");
        String file = Files.readString(projectFile());
        int at = file.indexOf(before);
        assertThat(at).as("line " + block.line()).isNotNegative().isEqualTo(file.lastIndexOf(before));
        Files.writeString(projectFile(), file.replace(before, lines(block, "+")));
    }

    private static String lines(Page.Block block, String sign) {
        return block.text()
                .lines()
                .filter(line -> line.startsWith(sign))
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining());
    }

    private static void compare(Page.Block expected, String output) {
        assertThat(Expectation.missing(expected.text(), output))
                .as("line " + expected.line() + " of the tutorial; the output was\n" + output)
                .isNull();
    }

    private static boolean isShell(Page.Block block) {
        return block.kind().startsWith("shell");
    }

    /** The words after {@code whimbrel}; one command in each block, and no words with blanks. */
    private static List<String> words(Page.Block block) {
        assertThat(block.text())
                .as("line " + block.line())
                .startsWith("whimbrel ")
                .doesNotContain("\n", "\"");
        List<String> words = List.of(block.text().split(" "));
        return words.subList(1, words.size());
    }

    /** Runs the command as if in the tutorial's folder; gives what it printed. */
    private String whimbrel(Page.Block block) {
        List<String> arguments = new ArrayList<>();
        for (String word : words(block)) {
            arguments.add(
                    word.matches(".*\\.(yaml|html)") ? folder.resolve(word).toString() : word);
        }
        if (!arguments.contains("--file")) {
            arguments.addAll(List.of("--file", projectFile().toString()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream screen = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = Main.run(arguments.toArray(new String[0]), screen, screen, env());
        String output = bytes.toString(StandardCharsets.UTF_8);
        String exits = block.kind().equals("shell") ? "0" : block.kind().replaceFirst(".* ", "");
        assertThat(String.valueOf(code))
                .as("exit code of line " + block.line() + "; the output was\n" + output)
                .isEqualTo(exits);
        return output.replace(folder + "/", "");
    }

    private Map<String, String> env() {
        return Map.of(
                "OLD_URL",
                oldUrl,
                "OLD_USER",
                MariaDbServer.shared().user(),
                "OLD_PASSWORD",
                MariaDbServer.shared().password(),
                "NEW_URL",
                newUrl,
                "NEW_USER",
                PostgresServer.shared().user(),
                "NEW_PASSWORD",
                "");
    }

    /** The rows of a query, their values divided by {@code |}. */
    private static String ask(Connection connection, String sql) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                lines.append(String.join(" | ", values)).append('\n');
            }
        }
        return lines.toString();
    }
}
