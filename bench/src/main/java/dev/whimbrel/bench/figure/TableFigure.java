package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.batch.SpringBatch;
import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.process.Programs;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.result.Measure;
import dev.whimbrel.bench.result.Origin;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.server.Bed;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A figure in which contenders move the same rows by turns.
 *
 * @param usual number of rows where the command does not say
 */
record TableFigure(String name, String title, long usual, Setup setup) implements Figure {
    /** Makes the data and says who takes turns. */
    interface Setup {
        Cast cast(Bed bed, long rows);
    }

    /** Who takes turns and what is held against what. */
    record Cast(List<Contender> contenders, List<Claim> claims) {}

    @Override
    public Result measure(Bed bed, Options options, PrintStream out) {
        long rows = options.rowsOr(usual);
        out.println("  making " + rows + " rows …");
        Cast cast = setup.cast(bed, rows);
        List<Series> series = new Comparison(cast.contenders(), options, out).run(options);
        return new Result(
                name,
                title,
                Measure.RATE,
                rows,
                Origin.now(options.command(name), versions(bed, cast.contenders()), bed.settings()),
                series,
                cast.claims(),
                List.of());
    }

    private static Map<String, String> versions(Bed bed, List<Contender> contenders) {
        Map<String, String> versions = new TreeMap<>(bed.versions());
        contenders.stream()
                .flatMap(contender -> contender.needs().stream())
                .filter(program -> !program.equals("bash"))
                .distinct()
                .forEach(program -> versions.put(program, Programs.version(program)));
        if (contenders.stream().anyMatch(contender -> contender.key().startsWith("springbatch"))) {
            versions.put("Spring Batch", SpringBatch.version());
        }
        return versions;
    }
}
