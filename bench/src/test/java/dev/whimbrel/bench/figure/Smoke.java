package dev.whimbrel.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.server.Bed;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Set;

/** One round of a figure with a few rows: whoever runs, lands the right ones. Peers that the machine lacks are told as absent. */
final class Smoke {
    private static final int ROWS = 200;

    private Smoke() {}

    static void landsTheRightRows(Figure figure, Bed bed) {
        Options options = new Options(ROWS, 1, false, Set.of());
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
