package dev.whimbrel.bench.peer;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** pgcopydb copies databases between PostgreSQL servers with several processes. */
public final class PgCopyDb {
    private PgCopyDb() {}

    /** The data of one table into one that stands ready, so that it does what the others do. */
    public static Contender of(Bed bed, Database source, Layout layout, long rows, Landing landing) {
        String line = "pgcopydb copy table-data --source \"$FROM\" --target \"$TO\" --table-jobs 2 --dir work"
                + " --filters filters.ini";
        return new Contender(
                "pgcopydb",
                "pgcopydb",
                "pgcopydb copy table-data --table-jobs 2, one table by a filter",
                false,
                List.of("pgcopydb"),
                rows,
                landing.turn(target -> {
                    Path folder = bed.job("pgcopydb");
                    write(folder.resolve("filters.ini"), "[include-only-table]\npublic." + layout.table() + "\n");
                    return Job.shell(line, Map.of("FROM", source.uri(), "TO", target.uri()), folder)
                            .measure(bed.clock());
                }),
                Map.of());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
