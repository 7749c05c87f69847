package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.own.ProjectText;
import dev.whimbrel.bench.own.WhimbrelRun;
import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.peer.Landing;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whimbrel against itself: with more workers, and with more rows. */
final class OwnFigures {
    private static final long MILLION = 1_000_000;

    private OwnFigures() {}

    static List<Figure> all() {
        return List.of(
                new TableFigure(
                        "workers",
                        "PostgreSQL → PostgreSQL, 12 columns, 2 workers against 1",
                        MILLION,
                        OwnFigures::workers),
                new TableFigure(
                        "scale",
                        "PostgreSQL → PostgreSQL, 12 columns, 20 times the rows",
                        20 * MILLION,
                        OwnFigures::scale));
    }

    private static TableFigure.Cast workers(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database source = Sources.postgres(bed, layout, rows);
        Landing keyed = Landings.keyed(bed, source, layout);
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
                    .with(1, Landings.keyed(bed, source, layout), to -> ProjectText.plain(source, to, layout)
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
}
