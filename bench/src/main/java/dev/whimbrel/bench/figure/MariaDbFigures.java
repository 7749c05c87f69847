package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.batch.SpringBatch;
import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.own.ProjectText;
import dev.whimbrel.bench.own.WhimbrelRun;
import dev.whimbrel.bench.peer.Landing;
import dev.whimbrel.bench.peer.MariaDbPipe;
import dev.whimbrel.bench.peer.PgLoader;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From MariaDB. */
final class MariaDbFigures {
    private static final long MILLION = 1_000_000;
    private static final int SMALL = 1_000;
    private static final int LARGE = 10_000;

    private MariaDbFigures() {}

    static List<Figure> all() {
        return List.of(
                new TableFigure("mariadb", "MariaDB → PostgreSQL, 12 columns", MILLION, MariaDbFigures::plain),
                new TableFigure(
                        "springbatch",
                        "MariaDB → PostgreSQL, five of the twelve columns through expressions, against Spring Batch",
                        MILLION,
                        MariaDbFigures::expressions));
    }

    private static TableFigure.Cast plain(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database truth = Sources.postgres(bed, layout, rows);
        Database source = Sources.mariaDb(bed, layout, rows);
        Landing bare = Landings.bare(bed, truth, layout);
        Landing keyed = Landings.keyed(bed, truth, layout);
        WhimbrelRun whimbrel = new WhimbrelRun(bed, rows);
        SpringBatch batch = new SpringBatch(bed, source, false, rows);
        return new TableFigure.Cast(
                List.of(
                        MariaDbPipe.of(bed, source, layout, rows, bare),
                        whimbrel.with(1, keyed, to -> project(source, to, layout, Map.of())),
                        whimbrel.with(2, keyed, to -> project(source, to, layout, Map.of())),
                        batch.chunk(SMALL, bare),
                        batch.chunk(LARGE, bare),
                        new PgLoader(bed, layout, rows).mariaDb(source, bare)),
                List.of(
                        claim("MariaDB, 12 columns, 1 worker, against pgloader", "whimbrel", "pgloader", 3.0),
                        claim("the same against mariadb … | psql \\copy", "whimbrel", "mariadb-pipe", 1.0),
                        claim("the same by the run's own time", "whimbrel-own", "mariadb-pipe", null),
                        claim("2 workers against pgloader", "whimbrel2", "pgloader", null),
                        claim("2 workers against mariadb … | psql \\copy", "whimbrel2", "mariadb-pipe", null),
                        claim("against Spring Batch, chunk 1,000", "whimbrel", SpringBatch.key(SMALL), null),
                        claim("against Spring Batch, chunk 10,000", "whimbrel", SpringBatch.key(LARGE), null)));
    }

    private static TableFigure.Cast expressions(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database truth = Sources.postgres(bed, layout, rows);
        Database source = Sources.mariaDb(bed, layout, rows);
        Landing bare = Landings.bareMapped(bed, truth, layout);
        SpringBatch batch = new SpringBatch(bed, source, true, rows);
        return new TableFigure.Cast(
                List.of(
                        new WhimbrelRun(bed, rows)
                                .with(
                                        1,
                                        Landings.keyedMapped(bed, truth, layout),
                                        to -> project(source, to, layout, Mapping.rules())),
                        batch.chunk(SMALL, bare),
                        batch.chunk(LARGE, bare),
                        batch.chunkIntoKey(LARGE, Landings.primary(bed, truth, layout, Mapping.sql()))),
                List.of(
                        claim(
                                "same mapping, against Spring Batch, chunk 1,000",
                                "whimbrel",
                                SpringBatch.key(SMALL),
                                4.0),
                        claim(
                                "same mapping, against Spring Batch, chunk 10,000",
                                "whimbrel",
                                SpringBatch.key(LARGE),
                                4.0),
                        claim("the same by the run's own time", "whimbrel-own", SpringBatch.key(LARGE), null),
                        claim(
                                "the same against a job that writes into the primary key too",
                                "whimbrel",
                                SpringBatch.keyedKey(LARGE),
                                null)));
    }

    private static Claim claim(
            String work, String ours, String against, @org.jspecify.annotations.Nullable Double target) {
        return new Claim(work, ours, against, target);
    }

    /** MariaDB keeps the UUID as text, and Whimbrel converts no type unasked. */
    static String project(Database source, Database target, Layout layout, Map<String, String> more) {
        Map<String, String> rules = new HashMap<>(more);
        rules.put("guid", "{ sql: \"to_uuid(guid)\" }");
        return ProjectText.plain(source, target, layout).with(rules).yaml();
    }
}
