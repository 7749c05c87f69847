package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large table is not read a second time only to announce its rows; where somebody asks for the number, it is counted. */
final class LargeTableTest {
    private static final int ROWS = 130_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aRunOfAllAnnouncesAnEstimateAndProvesTheNumber() {
        SmallMove move = SmallMove.load(folder);
        move.old(
                "set session max_recursive_iterations = 200000",
                "insert into visit with recursive n (i) as (select 1 union all select i + 1 from n where i < " + ROWS
                        + ") select 100 + i, 1, null from n",
                "analyze table visit");
        String all = "130,010 rows in 3 flows";
        assertThat(move.call("plan").out()).contains(": " + all).doesNotContain("about");
        assertThat(move.call("run", "--tenant", "2").out())
                .contains(": 4 rows in 3 flows")
                .doesNotContain("about");
        Called run = move.call("run");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(": about 1", " rows in 3 flows").contains("rows, about");
        assertThat(run.out()).contains("130,010 rows read, all accounted for").doesNotContain(": " + all);
        assertThat(move.number("select count(*) from visits")).isEqualTo(ROWS + 3);
    }
}
