package dev.whimbrel.bench;

import dev.whimbrel.bench.figure.Figure;
import dev.whimbrel.bench.figure.Figures;
import dev.whimbrel.bench.report.Page;
import dev.whimbrel.bench.report.ShortTable;
import dev.whimbrel.bench.report.TargetTable;
import dev.whimbrel.bench.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws results and writes their tables. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Draws the results of a folder beside them, and prints the table of targets.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Where the results are (default: docs/benchmarks).")
    private @Nullable Path folder;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "A page to fill between its marks, such as docs/benchmarks.md.")
    private @Nullable Path page;

    @Option(
            names = "--readme",
            paramLabel = "FILE",
            description = "A page to fill with the short table between its marks, such as README.md.")
    private @Nullable Path readme;

    @Override
    public Integer call() throws IOException {
        Path from = folder == null ? Places.documents() : folder.toAbsolutePath();
        List<Result> results =
                Page.read(from, Figures.all().stream().map(Figure::name).toList());
        Page.pictures(from, results);
        System.out.print(TargetTable.of(results));
        if (page != null) {
            Path file = page.toAbsolutePath().normalize();
            fill(file, Page.RESULTS, Page.text(results, pictures(file, from)));
        }
        if (readme != null) {
            fill(readme.toAbsolutePath(), Page.FIGURES, ShortTable.of(results));
        }
        return 0;
    }

    private static String pictures(Path page, Path folder) {
        return page.resolveSibling(".").normalize().relativize(folder.normalize()) + "/";
    }

    private static void fill(Path file, String word, String text) throws IOException {
        Files.writeString(file, Page.filled(Files.readString(file), word, text));
    }
}
