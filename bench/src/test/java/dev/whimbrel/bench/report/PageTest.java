package dev.whimbrel.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.result.Machine;
import dev.whimbrel.bench.result.Measure;
import dev.whimbrel.bench.result.Origin;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Round;
import dev.whimbrel.bench.result.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aResultReadsAsItWasWritten() throws IOException {
        result().write(folder.resolve("b.json"));
        assertThat(Page.read(folder, List.of())).containsExactly(result());
    }

    @Test
    void theTableSaysMetMissedAndWhyNothingWasMeasured() {
        assertThat(TargetTable.of(List.of(result())).lines())
                .contains(
                        "| b | fast | ≥ 0.50 | 0.50 (0.50–0.50) | met |",
                        "| b | faster | ≥ 0.90 | 0.50 (0.50–0.50) | **missed** |",
                        "| b | gone | ≥ 1.00 | not measured: gone \\| x: peer absent: gone |  |",
                        "| b | peak RSS of Whimbrel's JVM, -Xmx256m | < 450 MB | 451 MB | **missed** |");
    }

    @Test
    void thePictureIsWellFormed() throws Exception {
        Page.pictures(folder, List.of(result()));
        Path picture = folder.resolve("b.svg");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
        assertThat(Files.readString(picture)).contains("a &lt; b", "absent");
    }

    @Test
    void theShortTableNamesThePeerAndTellsTargetsOnly() {
        assertThat(ShortTable.of(List.of(result())).lines())
                .hasSize(6)
                .contains(
                        "| a < b | peer | 0.50 | 0.50 (0.50–0.50) | met |",
                        "| a < b | gone \\| x | 1.00 | not measured: gone \\| x: peer absent: gone |  |",
                        "| peak RSS of Whimbrel's JVM, -Xmx256m, in all of these | – | < 450 MB | 451 MB | **missed** |");
    }

    @Test
    void aPageIsFilledBetweenItsMarks() {
        String before = "Between `<!-- figures -->` and `<!-- /figures -->`:\n";
        String page = before + "<!-- figures -->\nold\n<!-- /figures -->\nafter\n";
        String filled = before + "<!-- figures -->\nnew\n<!-- /figures -->\nafter\n";
        assertThat(Page.filled(page, Page.FIGURES, "new\n")).isEqualTo(filled);
        assertThat(Page.filled(page.replace("old\n", ""), Page.FIGURES, "new\n"))
                .isEqualTo(filled);
        assertThatThrownBy(() -> Page.filled(page, Page.RESULTS, "new")).hasMessageContaining("lacks the lines");
    }

    private static Result result() {
        Machine machine = new Machine("a processor", 2, 4_096, "an OS", "a JDK");
        return new Result(
                "b",
                "a < b",
                Measure.RATE,
                10,
                new Origin("2026-01-01T00:00:00Z", "abc", "./bench/run b", machine, Map.of("psql", "15"), Map.of()),
                List.of(
                        series("ours", true, "", new Round(1, 2, 10, Map.of("client", 1.5), 451, "")),
                        series("peer", false, "", new Round(1, 1, 10, Map.of("client", 0.5), 9, "")),
                        series("gone | x", false, "peer absent: gone")),
                List.of(
                        new Claim("fast", "ours", "peer", 0.5),
                        new Claim("faster", "ours", "peer", 0.9),
                        new Claim("gone", "ours", "gone | x", 1.0)),
                List.of());
    }

    private static Series series(String key, boolean ours, String absence, Round... rounds) {
        return new Series(key, key, "how", ours, absence, List.of(rounds));
    }
}
