package dev.whimbrel.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.examples.demo.SqlScript;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code docs/guide/tutorial.md} block by block. */
class TutorialTest {
    private static final Set<String> COMMANDS = Set.of("init", "check", "plan", "run", "status", "issues", "trace");

    /** False until the command line is wired in, see {@link #whimbrel}; then blocks that need a move run, too. */
    private static final boolean WIRED = false;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Page page;

    private String oldUrl = "";
    private String newUrl = "";

    @BeforeEach
    void read() throws Exception {
        page = Page.parse(Files.readString(Path.of("../docs/guide/tutorial.md")));
        oldUrl = MariaDbServer.shared().createDatabase();
        newUrl = PostgresServer.shared().createDatabase();
    }

    @Test
    void everyBlockIsOfAKnownSortAndEveryCommandIsShownWithItsOutput() {
        Set<String> used = new TreeSet<>();
        for (int i = 0; i < page.blocks().size(); i++) {
            Page.Block block = page.blocks().get(i);
            assertThat(block.kind())
                    .as("line " + block.line())
                    .isIn("sql old", "sql new", "sql new result", "yaml migration.yaml", "shell", "text", "console");
            if (block.kind().equals("shell")) {
                commands(block).forEach(words -> used.add(words.get(0)));
            }
            if (block.kind().equals("shell") || block.kind().equals("sql new result")) {
                assertThat(page.blocks().get(i + 1).kind())
                        .as("after line " + block.line())
                        .isEqualTo("text");
            }
        }
        assertThat(used).isEqualTo(COMMANDS);
    }

    @Test
    void blockByBlock() throws Exception {
        try (Connection old = DriverManager.getConnection(oldUrl, "app", "app");
                Connection target = DriverManager.getConnection(newUrl, "postgres", "")) {
            String output = "";
            for (Page.Block block : page.blocks()) {
                switch (block.kind()) {
                    case "sql old" -> SqlScript.run(old, SqlScript.split(block.text()));
                    case "sql new" -> SqlScript.run(target, SqlScript.split(block.text()));
                    case "yaml migration.yaml" -> projectFile(block);
                    case "sql new result" -> output = ask(target, block.text());
                    case "shell" -> output = shell(block);
                    case "text" -> compare(block, output);
                    default -> {}
                }
            }
        }
    }

    private void projectFile(Page.Block block) throws Exception {
        Path file = folder.resolve("migration.yaml");
        Files.writeString(file, block.text());
        assertThat(ProjectFile.load(file, "dev", env()).flows()).hasSize(3);
    }

    private static void compare(Page.Block expected, String output) {
        if (WIRED) {
            assertThat(Expectation.missing(expected.text(), output))
                    .as("line " + expected.line() + " of the tutorial; the output was\n" + output)
                    .isNull();
        }
    }

    private String shell(Page.Block block) {
        StringBuilder output = new StringBuilder();
        for (List<String> words : commands(block)) {
            output.append(WIRED ? whimbrel(words.stream().map(this::expand).toList()) : "");
        }
        return output.toString();
    }

    /** To be wired to the command line: runs it in this JVM and gives what it printed. */
    private String whimbrel(List<String> arguments) {
        throw new IllegalStateException("Cannot run " + arguments + ": the command line is not wired in; "
                + env().size() + " variables are set");
    }

    private String expand(String word) {
        if (word.startsWith("$")) {
            return env().getOrDefault(word.substring(1), word);
        }
        return word.endsWith(".yaml") ? folder.resolve(word).toString() : word;
    }

    /** The words of each line after {@code whimbrel}; words with blanks are not known here. */
    private static List<List<String>> commands(Page.Block block) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : block.text().lines().toList()) {
            List<String> words = List.of(line.replace("\"", "").split(" "));
            assertThat(words.get(0)).as("line " + block.line()).isEqualTo("whimbrel");
            commands.add(words.subList(1, words.size()));
        }
        return commands;
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
