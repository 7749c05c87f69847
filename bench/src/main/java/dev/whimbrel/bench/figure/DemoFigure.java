package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.own.WhimbrelRun;
import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import dev.whimbrel.examples.demo.OldSystem;
import dev.whimbrel.examples.demo.SqlScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The demo's old system, grown: 14 tables with every sort of trouble, all tenants, lookups, merges and references. */
final class DemoFigure {
    private static final double FULL_SIZE = 300_000;
    private static final long SEED = 2026;
    private static final String LOOKUP = "lookups/contract-status.csv";

    private DemoFigure() {}

    static Figure figure() {
        return new TableFigure(
                "demo14", "The demo's 14 tables, MariaDB → PostgreSQL, all tenants", 3_000_000, DemoFigure::cast);
    }

    private static TableFigure.Cast cast(Bed bed, long rows) {
        Database source = bed.source("demo_" + rows, name -> load(bed.freshMariaDb(name), rows));
        Path lookup = write(bed.files().resolve("contract-status.csv"), SqlScript.text("national/" + LOOKUP));
        long made = rows(source);
        Landed landed = new Landed();
        WhimbrelRun whimbrel = new WhimbrelRun(bed, made);
        return new TableFigure.Cast(
                List.of(
                        contender(bed, whimbrel, 1, source, lookup, made, landed),
                        contender(bed, whimbrel, 2, source, lookup, made, landed)),
                List.of(new Claim("14 tables, 2 workers against 1, own time", "whimbrel2-own", "whimbrel-own", null)));
    }

    private static Contender contender(
            Bed bed, WhimbrelRun whimbrel, int workers, Database source, Path lookup, long rows, Landed landed) {
        String key = workers == 1 ? "whimbrel" : "whimbrel" + workers;
        String name = "whimbrel run, " + workers + (workers == 1 ? " worker" : " workers");
        return new Contender(
                key,
                name,
                "examples/national as it is, java -Xmx256m … run --workers " + workers,
                true,
                List.of(),
                rows,
                new Turn(bed, landed, target -> whimbrel.measure(key, workers, project(source, target, lookup))),
                Map.of(WhimbrelRun.OWN_TIME, name + ", its own time"));
    }

    private static Database load(Database database, long rows) {
        try (Connection connection = database.connect()) {
            OldSystem.load(connection, SEED, rows / FULL_SIZE);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill the demo's old system: " + e.getMessage(), e);
        }
    }

    /** The old system's rows as they are, counted one table after another. */
    private static long rows(Database source) {
        String union = Objects.requireNonNull(source.text("select group_concat(concat('select count(*) n from `',"
                + " table_name, '`') separator ' union all ') from information_schema.tables where table_schema = '"
                + source.name() + "'"));
        return Long.parseLong(Objects.requireNonNull(source.text("select sum(n) from (" + union + ") counts")));
    }

    private static String project(Database source, Database target, Path lookup) {
        return SqlScript.text("national/migration.yaml")
                .replace(LOOKUP, lookup.toString())
                .replace("${OLD_URL}", source.url())
                .replace("${OLD_USER}", source.user())
                .replace("${OLD_PASSWORD}", source.password())
                .replace("${NEW_URL}", target.url())
                .replace("${NEW_USER}", target.user())
                .replace("${NEW_PASSWORD}", target.password());
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first turn left in each table; the mapping has no twin in SQL, so turns are held against each other. */
    private static final class Landed {
        private @Nullable String first;

        Optional<String> wrong(String counts) {
            if (first == null) {
                first = counts;
            }
            return counts.equals(first) ? Optional.empty() : Optional.of(counts + " instead of " + first);
        }
    }

    private static final class Turn implements Contender.Turn {
        private static final String COUNTS = "select string_agg(relname || ' ' || (xpath('/row/n/text()',"
                + " query_to_xml('select count(*) n from ' || oid::regclass, false, true, '')))[1]::text, ', '"
                + " order by relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace";

        private final Bed bed;
        private final Landed landed;
        private final java.util.function.Function<Database, Measured> run;
        private @Nullable Database target;

        Turn(Bed bed, Landed landed, java.util.function.Function<Database, Measured> run) {
            this.bed = bed;
            this.landed = landed;
            this.run = run;
        }

        @Override
        public void prepare() {
            Database fresh = bed.freshTarget("target");
            fresh.execute(SqlScript.resource("national/new-schema.sql").toArray(String[]::new));
            bed.settle();
            target = fresh;
        }

        @Override
        public Measured work() {
            return run.apply(Objects.requireNonNull(target));
        }

        @Override
        public Optional<String> verify() {
            Database ready = Objects.requireNonNull(target);
            String counts = Objects.requireNonNullElse(ready.text(COUNTS), "no table");
            bed.dropTarget(ready);
            return landed.wrong(counts);
        }
    }
}
