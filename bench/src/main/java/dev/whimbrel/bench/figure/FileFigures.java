package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.own.CsvSource;
import dev.whimbrel.bench.own.WhimbrelRun;
import dev.whimbrel.bench.peer.PgLoader;
import dev.whimbrel.bench.peer.Psql;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.nio.file.Path;
import java.util.List;

/** From files. */
final class FileFigures {
    private FileFigures() {}

    static List<Figure> all() {
        return List.of(new TableFigure("csv", "CSV → PostgreSQL, 12 columns", 5_000_000, FileFigures::csv));
    }

    private static TableFigure.Cast csv(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database truth = Sources.postgres(bed, layout, rows);
        Path file = Sources.csv(bed, layout, rows);
        WhimbrelRun whimbrel = new WhimbrelRun(bed, rows);
        return new TableFigure.Cast(
                List.of(
                        new Psql(bed, layout, rows).csv(file, Landings.bare(bed, truth, layout)),
                        whimbrel.with(1, Landings.keyed(bed, truth, layout), to -> CsvSource.project(file, layout, to)),
                        whimbrel.with(2, Landings.keyed(bed, truth, layout), to -> CsvSource.project(file, layout, to)),
                        new PgLoader(bed, layout, rows).csv(file, Landings.bare(bed, truth, layout))),
                claims("CSV, 12 columns", "psql-csv", "psql \\copy … csv (the limit)", 8.0, 0.70));
    }

    private static List<Claim> claims(
            String work, String limit, String limitName, double overLoader, double overLimit) {
        return List.of(
                new Claim(work + ", 1 worker, whole process, against pgloader", "whimbrel", "pgloader", overLoader),
                new Claim("the same against " + limitName, "whimbrel", limit, overLimit),
                new Claim("the same by the run's own time", "whimbrel-own", limit, null),
                new Claim("2 workers against " + limitName, "whimbrel2", limit, null),
                new Claim("2 workers against pgloader", "whimbrel2", "pgloader", null));
    }
}
