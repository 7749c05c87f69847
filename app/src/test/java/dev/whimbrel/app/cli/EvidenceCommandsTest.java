package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evidence} writes files that DuckDB reads as the view {@code whimbrel.difference} tells it. */
final class EvidenceCommandsTest {
    private static final String COUNTS =
            "select pattern_id, tenant, column_name, count(*), count(cell_no), max(finding_no)"
                    + " from %s group by 1, 2, 3 order by 1, 2, 3 nulls last";

    private static final String ODD = "a,\"b\"\n\u20AC \uD83D\uDC26; \\ 'x'";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SmallMove move = new SmallMove(Path.of(""), Path.of(""), Map.of());

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
        move.old("update client set name = 'Di' where client_id = 5");
        move.old("insert into visit values (13, 4, '2020-01-04'), (14, 1, '2020-01-05')");
        assertThat(move.call("run").code()).isZero();
    }

    private void verify(ExitCode code) {
        Called called = move.call("verify", "--settle", "0");
        assertThat(called.code()).as(called.out() + called.err()).isEqualTo(code.number());
    }

    private void damage() {
        move.target(
                "update visits set seen = null where legacy_id in (12, 13)",
                "update clients set name = name || '?', email = null where legacy_id = 4",
                "delete from visits where legacy_id = 10");
        verify(ExitCode.DIFFERENCES);
        String odd = "'" + ODD.replace("'", "''") + "'";
        move.target(
                "update whimbrel.finding set shown_key = " + odd + ", tenant = " + odd + " where shown_key = '12'",
                "update whimbrel.pattern set columns = array_replace(columns, 'seen', " + odd + ")");
    }

    private Called evidence(Path file, String... more) {
        List<String> line = new ArrayList<>(List.of("evidence", "--output", file.toString()));
        line.addAll(List.of(more));
        return move.call(line.toArray(String[]::new));
    }

    private static List<List<String>> ask(String url, String user, String query) throws SQLException {
        List<List<String>> answer = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, user, "none");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                answer.add(row);
            }
        }
        return answer;
    }

    private static List<List<String>> duck(String query) throws SQLException {
        return ask("jdbc:duckdb:", "", query);
    }

    private List<List<String>> target(String query) throws SQLException {
        return ask(move.env().getOrDefault("NEW_URL", ""), move.env().getOrDefault("NEW_USER", ""), query);
    }

    private static String parquet(Path file) {
        return "read_parquet('" + file + "')";
    }

    /** An empty text and null are one in CSV. */
    private static String csv(Path file) {
        return "read_csv('" + file + "', header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '')";
    }

    @Test
    void bothFilesSayWhatTheViewSays() throws Exception {
        damage();
        Path parquet = folder.resolve("findings.parquet");
        Path csv = folder.resolve("findings.csv");
        Called written = evidence(parquet, "--json");
        assertThat(written.code()).as(written.out() + written.err()).isZero();
        assertThat(written.json().path("format").asString()).isEqualTo("parquet");
        assertThat(written.json().path("lines").asInt()).isEqualTo(5);
        assertThat(evidence(csv).out()).contains("5 lines of 4 rows");
        List<List<String>> counts = target(COUNTS.formatted("whimbrel.difference"));
        assertThat(counts).hasSizeGreaterThan(3);
        assertThat(duck(COUNTS.formatted(parquet(parquet)))).containsExactlyInAnyOrderElementsOf(counts);
        assertThat(duck(COUNTS.formatted(csv(csv)))).containsExactlyInAnyOrderElementsOf(counts);
        for (String from : List.of(parquet(parquet), csv(csv))) {
            assertThat(duck("select tenant, shown_key, column_name from " + from + " where tenant = shown_key"))
                    .containsExactly(List.of(ODD, ODD, ODD));
        }
        assertThat(duck("select * from " + parquet(parquet)))
                .containsExactlyInAnyOrderElementsOf(
                        target("select " + columns(parquet) + " from whimbrel.difference"));
        assertThat(duck("select string_agg(column_name, ' ') from (describe select * from " + parquet(parquet)
                        + ") where column_type = 'BIGINT'"))
                .containsExactly(List.of("verification_id finding_no cell_no"));
    }

    private static String columns(Path file) throws SQLException {
        return duck("select string_agg(column_name, ', ') from (describe select * from " + parquet(file) + ")")
                .get(0)
                .get(0);
    }

    @Test
    void theFormatMayBeSaid() throws Exception {
        damage();
        Path file = folder.resolve("findings.bin");
        assertThat(evidence(file, "--format", "parquet").code()).isZero();
        assertThat(duck("select count(*) from " + parquet(file))).containsExactly(List.of("5"));
        assertThat(evidence(file, "--format", "CSV", "1").code()).isZero();
        assertThat(duck("select count(*) from " + csv(file))).containsExactly(List.of("5"));
        assertThat(evidence(file, "--format", "xlsx").code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void noFindingsAreAFileWithoutRows() throws Exception {
        verify(ExitCode.OK);
        Path file = folder.resolve("none.parquet");
        assertThat(evidence(file).out()).contains("0 lines of 0 rows");
        assertThat(duck("select count(*) from " + parquet(file))).containsExactly(List.of("0"));
        assertThat(duck("select count(*) from (describe select * from " + parquet(file) + ")"))
                .containsExactly(List.of("18"));
    }

    @Test
    void whatCannotBeWrittenIsToldAndLeavesNothing() throws Exception {
        damage();
        for (String ending : List.of("parquet", "csv")) {
            Called nowhere = evidence(folder.resolve("no/where." + ending));
            assertThat(nowhere.code()).isEqualTo(ExitCode.USER.number());
            assertThat(nowhere.err())
                    .contains("EVIDENCE_NOT_WRITTEN", "--output")
                    .doesNotContain("Exception");
        }
        Path full = Path.of("/dev/full");
        assumeThat(full).as("a device that is always full").exists();
        for (String ending : List.of("parquet", "csv")) {
            Path file = folder.resolve("full." + ending);
            Path part = folder.resolve("full." + ending + ".part");
            Files.createSymbolicLink(part, full);
            Called called = evidence(file);
            assertThat(called.code()).isEqualTo(ExitCode.USER.number());
            assertThat(called.err()).contains("EVIDENCE_NOT_WRITTEN", "full").doesNotContain("Exception");
            assertThat(file).doesNotExist();
            assertThat(Files.isSymbolicLink(part)).isFalse();
        }
    }
}
