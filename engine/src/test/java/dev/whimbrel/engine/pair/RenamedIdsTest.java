package dev.whimbrel.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids that one side numbered otherwise, one to one, differ still; that they do so is said where the project file calls them ids. */
class RenamedIdsTest {
    @TempDir
    Path folder;

    private BothWays ways;

    @BeforeEach
    void fill() throws Exception {
        ways = new BothWays(folder);
        ways.both(
                "create table side.t (id int primary key, tenant int not null, number int)",
                "insert into side.t select g, 1 + g % 2, g from generate_series(1, 200) g",
                "analyze side.t");
        ways.run("update beta.t set number = number + 7000");
    }

    private void all(String table, String called) throws Exception {
        ways.of(table);
        assertThat(ways.told())
                .filteredOn(line -> line.contains("STABLE"))
                .hasSize(200)
                .allMatch(line -> line.contains(called));
    }

    @Test
    void aDeclaredIdIsRenamedAsLongAsNoTwoBecomeOne() throws Exception {
        all("t: { owner: tenant, ids: [ NUMBER ] }", "RENAMED_ID");
        all("t: { owner: tenant }", "CONTENT");
        ways.run("update beta.t set number = 7003 where id = 4");
        all("t: { owner: tenant, ids: [ number ] }", "CONTENT");
    }
}
