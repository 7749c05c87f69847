package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people get wrong: each ends with its exit code and an error that has a code, a place where it is about a file, and a next
 * step; none with a stack trace, a secret or a value of a row.
 */
final class BadInputTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.whimbrel.app.cli.BadInputs#all")
    void endsWithACodeAPlaceAndANextStep(BadInputs.Bad bad) throws IOException {
        SmallMove move = SmallMove.load(folder);
        bad.prepare().make(move);
        Called called =
                move.call(bad.command().replace("DIR", folder.toString()).split(" "));
        String said = called.out() + called.err();
        assertThat(said).contains(bad.code()).contains("Cannot", "next:");
        assertThat(called.code()).as(said).isEqualTo(bad.exit().number());
        if (bad.at() != null) {
            assertThat(said).contains("at " + move.file());
            if (!bad.at().isEmpty()) {
                List<String> lines = Files.readAllLines(move.file());
                int line = 0;
                while (!lines.get(line).contains(bad.at())) {
                    line++;
                }
                assertThat(said).containsPattern("migration.yaml:" + (line + 1) + ":\\d+");
            }
        }
        clean(said);
    }

    @Test
    void aBrokenQuoteIsAnIssueOfItsLineAndOfNoOther() {
        SmallMove move = SmallMove.load(folder);
        BadInputs.data("", "id,name\n1,Ann\n2,\"Bo\n3,Cy\n", "", ExitCode.OK, "")
                .prepare()
                .make(move);
        Called run = move.call("run", "--fail-on-issues");
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.ISSUES.number());
        assertThat(run.out()).contains("MALFORMED_LINE", "3 rows read", "2 new", "whimbrel issues --list");
        Called issues = move.call("issues", "--list");
        assertThat(issues.out()).contains("MALFORMED_LINE", "line 3").doesNotContain("Bo");
        clean(run.out() + run.err() + issues.out() + issues.err());
    }

    @Test
    void aRunOfAnotherMappingIsRefusedWhileOneIsAtWork() throws SQLException {
        SmallMove move = SmallMove.load(folder);
        assertThat(move.call("run").code()).isZero();
        move.target("update whimbrel.run set state = 'RUNNING', finished_at = null");
        try (Connection working = DriverManager.getConnection(
                String.valueOf(move.env().get("NEW_URL")),
                String.valueOf(move.env().get("NEW_USER")),
                "")) {
            working.createStatement().execute("select pg_advisory_lock(22344, worker_id) from whimbrel.worker");
            BadInputs.edit(move, "lower(trim(email))\" }", "upper(trim(email))\" }");
            Called called = move.call("run");
            assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.USER.number());
            assertThat(called.err()).contains("error RUN_ACTIVE: Cannot start: run 1", "next: ", "whimbrel status");
            clean(called.out() + called.err());
        }
    }

    private static void clean(String said) {
        assertThat(said).doesNotContain("\tat ", "    at dev.", "    at java", "Exception", "Caused by");
        assertThat(said).as("no secret").doesNotContain(BadInputs.SECRET);
        assertThat(said).as("no row").doesNotContain("ann@", "Anna", "far too long", "no room for", "North");
    }
}
