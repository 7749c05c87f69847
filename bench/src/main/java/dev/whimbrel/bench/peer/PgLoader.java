package dev.whimbrel.bench.peer;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.process.CannotRun;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** pgloader, by a load file; into a table that stands ready, as the others. */
public final class PgLoader {
    private final Bed bed;
    private final Layout layout;
    private final long rows;

    public PgLoader(Bed bed, Layout layout, long rows) {
        this.bed = bed;
        this.layout = layout;
        this.rows = rows;
    }

    public Contender mariaDb(Database source, Landing landing) {
        String how = "LOAD DATABASE … WITH data only, workers = 2, concurrency = 1, prefetch rows = 20000,"
                + " batch rows = 25000, batch size = 20 MB";
        return contender("pgloader", how, landing.turn(target -> run(mariaDbScript(source, target))));
    }

    private String mariaDbScript(Database source, Database target) {
        return """
                LOAD DATABASE
                  FROM %s
                  INTO %s
                WITH data only, create no tables, include no drop, create no indexes, no foreign keys, reset no sequences,
                  workers = 2, concurrency = 1, prefetch rows = 20000, batch rows = 25000, batch size = 20 MB
                SET PostgreSQL PARAMETERS timezone to 'UTC'
                INCLUDING ONLY TABLE NAMES MATCHING '%s'
                ALTER SCHEMA '%s' RENAME TO 'public';
                """.formatted(source.uri(), target.uri(), layout.table(), source.name());
    }

    public Contender csv(Path file, Landing landing) {
        String how = "LOAD CSV … WITH skip header = 1, workers = 2, concurrency = 1, prefetch rows = 20000,"
                + " batch rows = 25000, batch size = 20 MB";
        return contender("pgloader", how, landing.turn(target -> run(csvScript(file, target))));
    }

    private String csvScript(Path file, Database target) {
        String columns = layout.names().stream().collect(Collectors.joining(", "));
        return """
                LOAD CSV
                  FROM '%s' WITH ENCODING utf-8 (%s)
                  INTO %s
                  TARGET TABLE public.%s (%s)
                WITH skip header = 1, fields optionally enclosed by '"', fields escaped by double-quote,
                  fields terminated by ',', keep unquoted blanks,
                  workers = 2, concurrency = 1, prefetch rows = 20000, batch rows = 25000, batch size = 20 MB
                SET timezone to 'UTC';
                """.formatted(file, columns, target.uri(), layout.table(), columns);
    }

    private Measured run(String script) {
        Path folder = bed.job("pgloader");
        try {
            Files.writeString(folder.resolve("job.load"), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Job job = Job.shell("pgloader --no-ssl-cert-verification --root-dir work job.load", Map.of(), folder);
        Measured measured = job.measure(bed.clock());
        String said = job.lastWords();
        // It ends with 0 even after errors that lost a whole table.
        if (said.contains("FATAL") || said.contains("KABOOM")) {
            throw new CannotRun(said);
        }
        return measured;
    }

    private Contender contender(String key, String how, Contender.Turn turn) {
        return new Contender(key, "pgloader", how, false, List.of("pgloader"), rows, turn, Map.of());
    }
}
