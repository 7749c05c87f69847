package dev.whimbrel.bench;

import dev.whimbrel.bench.figure.Figure;
import dev.whimbrel.bench.figure.Options;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.server.Bed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures figures and writes what came out. */
@Command(mixinStandardHelpOptions = true, description = "All figures, one after another.")
final class MeasureCommand implements Callable<Integer> {
    private final List<Figure> figures;

    @Option(names = "--rows", paramLabel = "N", description = "Rows to move; the figure's own number unless given.")
    private long rows;

    @Option(names = "--rounds", paramLabel = "N", description = "Turns of each contender (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--no-warm-up", description = "Leave out the round before the others, which does not count.")
    private boolean cold;

    @Option(names = "--peers", split = ",", paramLabel = "KEY", description = "Only these peers; Whimbrel always runs.")
    private Set<String> peers = Set.of();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where results are put (default: bench/target/results).")
    private @Nullable Path out;

    MeasureCommand(List<Figure> figures) {
        this.figures = figures;
    }

    @Override
    public Integer call() throws IOException {
        Options options = new Options(rows, rounds, !cold, peers);
        Path folder = Files.createDirectories(out == null ? Places.results() : out.toAbsolutePath());
        boolean sound = true;
        try (Bed bed = Bed.below(Places.beds())) {
            for (Figure figure : figures) {
                System.out.println(figure.name() + ": " + figure.title());
                Result result = figure.measure(bed, options, System.out);
                result.write(folder.resolve(figure.name() + ".json"));
                sound &= isSound(result);
            }
        }
        return sound ? 0 : 1;
    }

    /** Whether every contender landed the right rows and Whimbrel ran; a peer may be absent. */
    private static boolean isSound(Result result) {
        for (Series one : result.contenders()) {
            if (!one.wrong().isEmpty() || one.ours() && !one.absence().isEmpty()) {
                System.out.println("  FAILED: " + one.name() + ": " + one.wrong() + one.absence());
                return false;
            }
        }
        return true;
    }
}
