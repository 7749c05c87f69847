package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Fingerprint;
import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.own.PlainRun;
import dev.whimbrel.bench.own.ProjectText;
import dev.whimbrel.bench.own.WhimbrelRun;
import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.peer.Landing;
import dev.whimbrel.bench.peer.PgCopyDb;
import dev.whimbrel.bench.peer.Psql;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
                        (bed, rows) -> full(bed, Layouts.text2k(), rows, null)),
                new TableFigure(
                        "workers",
                        "PostgreSQL → PostgreSQL, 12 columns, 2 workers against 1",
                        MILLION,
                        PostgresFigures::workers),
                new TableFigure(
                        "scale",
                        "PostgreSQL → PostgreSQL, 12 columns, 20 times the rows",
                        20 * MILLION,
                        PostgresFigures::scale));
    }

    private static TableFigure.Cast plain(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database source = Sources.postgres(bed, layout, rows);
        Landing bare = bare(bed, source, layout);
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
        List<String> columns = keyed(layout.names(), Layout.SOURCE_KEY);
        Landing keyed = new Landing(
                bed,
                List.of(layout.createKeyed()),
                layout.table(),
                columns,
                expected(source, layout, keyed(layout.names(), "id")));
        Landing later =
                new Landing(bed, List.of(layout.createBareWithSourceKey()), layout.table(), columns, keyed.expected());
        return new TableFigure.Cast(
                List.of(
                        psql.pipe(source, bare(bed, source, layout)),
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
        Landing keyed = keyedMapped(bed, source, layout);
        Landing bareMapped = bareMapped(bed, source, layout);
        return new TableFigure.Cast(
                List.of(
                        psql.pipe(source, bare(bed, source, layout)),
                        new WhimbrelRun(bed, rows).with(1, keyed, to -> ProjectText.plain(source, to, layout)
                                .with(Mapping.rules())
                                .yaml()),
                        psql.expressionPipe(source, Mapping.sql(), bareMapped)),
                claims("five of twelve columns through expressions", "pipe-sql", 0.65));
    }

    private static TableFigure.Cast workers(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database source = Sources.postgres(bed, layout, rows);
        Landing keyed = keyed(bed, source, layout);
        WhimbrelRun whimbrel = new WhimbrelRun(bed, rows);
        return new TableFigure.Cast(
                List.of(
                        whimbrel.with(1, keyed, to -> ProjectText.plain(source, to, layout)
                                .yaml()),
                        whimbrel.with(2, keyed, to -> ProjectText.plain(source, to, layout)
                                .yaml())),
                List.of(
                        new Claim("2 workers against 1, whole process", "whimbrel2", "whimbrel", null),
                        new Claim("2 workers against 1, own time", "whimbrel2-own", "whimbrel-own", null)));
    }

    /** The many rows and a twentieth of them. */
    private static TableFigure.Cast scale(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        long few = Math.max(1, rows / 20);
        List<Contender> contenders = new ArrayList<>();
        for (long number : List.of(few, rows)) {
            Database source = Sources.postgres(bed, layout, number);
            Contender run = new WhimbrelRun(bed, number)
                    .with(1, keyed(bed, source, layout), to -> ProjectText.plain(source, to, layout)
                            .yaml());
            contenders.add(
                    number == rows && rows != few
                            ? named(run, "whimbrel-many", number)
                            : named(run, "whimbrel", number));
        }
        return new TableFigure.Cast(
                contenders,
                List.of(
                        new Claim("20 times the rows, rows/s, whole process", "whimbrel-many", "whimbrel", 0.90),
                        new Claim("the same by the run's own time", "whimbrel-many-own", "whimbrel-own", null)));
    }

    private static Contender named(Contender one, String key, long rows) {
        String name = "whimbrel run, 1 worker, " + "%,d".formatted(rows) + " rows";
        return new Contender(
                key,
                name,
                one.how(),
                true,
                one.needs(),
                rows,
                one.turn(),
                Map.of(WhimbrelRun.OWN_TIME, name + ", its own time"));
    }

    /** A table without any key: what the limit writes. */
    static Landing bare(Bed bed, Database source, Layout layout) {
        return new Landing(
                bed,
                List.of(layout.createBare()),
                layout.table(),
                layout.names(),
                expected(source, layout, layout.names()));
    }

    /** A table with its keys: what a project writes. */
    static Landing keyed(Bed bed, Database source, Layout layout) {
        return new Landing(
                bed,
                List.of(layout.createKeyed()),
                layout.table(),
                keyed(layout.names(), Layout.SOURCE_KEY),
                expected(source, layout, keyed(layout.names(), "id")));
    }

    /** The same two with five columns through expressions. */
    static Landing bareMapped(Bed bed, Database source, Layout layout) {
        return new Landing(
                bed,
                List.of(layout.createBare()),
                layout.table(),
                layout.names(),
                expected(source, layout, Mapping.sql()));
    }

    static Landing keyedMapped(Bed bed, Database source, Layout layout) {
        return new Landing(
                bed,
                List.of(layout.createKeyed()),
                layout.table(),
                keyed(layout.names(), Layout.SOURCE_KEY),
                expected(source, layout, keyed(Mapping.sql(), "id")));
    }

    private static Fingerprint expected(Database source, Layout layout, List<String> columns) {
        return Fingerprint.of(source, layout.table(), columns);
    }

    private static List<String> keyed(List<String> columns, String key) {
        List<String> all = new ArrayList<>(List.of(key));
        all.addAll(columns);
        return all;
    }
}
