package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.own.PlainRun;
import dev.whimbrel.bench.own.ProjectText;
import dev.whimbrel.bench.own.WhimbrelRun;
import dev.whimbrel.bench.peer.Landing;
import dev.whimbrel.bench.peer.PgCopyDb;
import dev.whimbrel.bench.peer.Psql;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.List;

/** PostgreSQL to PostgreSQL. */
final class PostgresFigures {
    private static final long MILLION = 1_000_000;

    private PostgresFigures() {}

    static List<Figure> all() {
        return List.of(
                new TableFigure(
                        "pg-plain",
                        "PostgreSQL → PostgreSQL, 12 columns, plain copies into a table without indexes",
                        MILLION,
                        PostgresFigures::plain),
                new TableFigure(
                        "pg-full",
                        "PostgreSQL → PostgreSQL, 12 columns, whimbrel run as users run it",
                        MILLION,
                        (bed, rows) -> full(bed, Layouts.accounts(), rows, 0.70)),
                new TableFigure(
                        "pg-expr",
                        "PostgreSQL → PostgreSQL, five of the twelve columns through expressions",
                        MILLION,
                        PostgresFigures::expressions),
                new TableFigure(
                        "wide",
                        "PostgreSQL → PostgreSQL, 200 columns",
                        200_000,
                        (bed, rows) -> full(bed, Layouts.wide(), rows, null)),
                new TableFigure(
                        "text2k",
                        "PostgreSQL → PostgreSQL, a text of 2 kB in each row",
                        500_000,
                        (bed, rows) -> full(bed, Layouts.text2k(), rows, null)));
    }

    private static TableFigure.Cast plain(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database source = Sources.postgres(bed, layout, rows);
        Landing bare = Landings.bare(bed, source, layout);
        Psql psql = new Psql(bed, layout, rows);
        return new TableFigure.Cast(
                List.of(
                        psql.pipe(source, bare),
                        PlainRun.of(
                                bed,
                                source,
                                (from, to) -> ProjectText.plain(from, to, layout)
                                        .into("shape." + layout.table())
                                        .yaml(),
                                rows,
                                bare.with("create schema shape", shape(layout))),
                        psql.twoPipes(source, bare),
                        PgCopyDb.of(bed, source, layout, rows, bare)),
                List.of(
                        new Claim(
                                "12 columns, plain copies, no index, 1 worker, the moving alone, against the 1-pipe limit",
                                "plain-moving",
                                "pipe",
                                0.90),
                        new Claim("the same by the whole process, with the start of the JVM", "plain", "pipe", null),
                        new Claim("the same against the 2-pipe limit", "plain-moving", "pipe2", null),
                        new Claim("the same against pgcopydb", "plain-moving", "pgcopydb", null)));
    }

    private static String shape(Layout layout) {
        return layout.createKeyed().replace("create table ", "create table shape.");
    }

    private static TableFigure.Cast full(
            Bed bed, Layout layout, long rows, @org.jspecify.annotations.Nullable Double target) {
        Database source = Sources.postgres(bed, layout, rows);
        Psql psql = new Psql(bed, layout, rows);
        List<String> columns = Landings.keyed(layout.names(), Layout.SOURCE_KEY);
        Landing keyed = new Landing(
                bed,
                List.of(layout.createKeyed()),
                layout.table(),
                columns,
                Landings.expected(source, layout, Landings.keyed(layout.names(), "id")));
        Landing later =
                new Landing(bed, List.of(layout.createBareWithSourceKey()), layout.table(), columns, keyed.expected());
        return new TableFigure.Cast(
                List.of(
                        psql.pipe(source, Landings.bare(bed, source, layout)),
                        new WhimbrelRun(bed, rows).with(1, keyed, to -> ProjectText.plain(source, to, layout)
                                .yaml()),
                        psql.pipeThenKeys(source, later)),
                claims(layout.fields().size() + " columns, ledger, source key, read-back", "pipe-keys", target));
    }

    private static List<Claim> claims(String work, String other, @org.jspecify.annotations.Nullable Double target) {
        return List.of(
                new Claim(work + ", whole process, against the 1-pipe limit", "whimbrel", "pipe", target),
                new Claim("the same by the run's own time", "whimbrel-own", "pipe", null),
                new Claim(
                        "the same against " + (other.equals("pipe-keys") ? "the pipe and the same keys" : other),
                        "whimbrel",
                        other,
                        null),
                new Claim("the same by the run's own time", "whimbrel-own", other, null));
    }

    private static TableFigure.Cast expressions(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database source = Sources.postgres(bed, layout, rows);
        Psql psql = new Psql(bed, layout, rows);
        Landing keyed = Landings.keyedMapped(bed, source, layout);
        Landing bareMapped = Landings.bareMapped(bed, source, layout);
        return new TableFigure.Cast(
                List.of(
                        psql.pipe(source, Landings.bare(bed, source, layout)),
                        new WhimbrelRun(bed, rows).with(1, keyed, to -> ProjectText.plain(source, to, layout)
                                .with(Mapping.rules())
                                .yaml()),
                        psql.expressionPipe(source, Mapping.sql(), bareMapped)),
                claims("five of twelve columns through expressions", "pipe-sql", 0.65));
    }
}
