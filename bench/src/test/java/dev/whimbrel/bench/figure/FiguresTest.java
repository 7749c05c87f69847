package dev.whimbrel.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.server.Bed;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure with a few rows: whoever runs, lands the right ones. Peers that the machine lacks are told as absent. It starts some twenty JVMs, hence the tag. */
@Tag("endurance")
class FiguresTest {
    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        bed = Bed.below(Path.of("target", "beds"));
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    static Iterable<Figure> figures() {
        return Figures.all();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void landsTheRightRows(Figure figure) {
        Options options = new Options(200, 1, false, Set.of());
        Result result = figure.measure(bed, options, new PrintStream(OutputStream.nullOutputStream()));
        assertThat(result.contenders()).isNotEmpty();
        for (Series one : result.contenders()) {
            assertThat(one.wrong()).as(one.name()).isEmpty();
            boolean mayBeAbsent = !one.ours() && one.absence().startsWith("peer absent");
            assertThat(one.counts() || mayBeAbsent)
                    .as(one.name() + ": " + one.absence())
                    .isTrue();
        }
    }
}
