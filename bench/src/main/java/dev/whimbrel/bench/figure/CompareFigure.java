package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.data.Twins;
import dev.whimbrel.bench.own.WhimbrelCompare;
import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.peer.MariaDbReads;
import dev.whimbrel.bench.peer.Psql;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comparing a table with its twin, in one database and in two, against reading both. */
final class CompareFigure {
    private CompareFigure() {}

    static List<Figure> all() {
        return List.of(
                new TableFigure(
                        "compare",
                        "Comparing two tables of one PostgreSQL, 12 columns, against two COPY … TO STDOUT streams",
                        5_000_000,
                        CompareFigure::within),
                new TableFigure(
                        "compare-across",
                        "Comparing MariaDB with PostgreSQL, 12 columns, against reading both sides",
                        1_000_000,
                        CompareFigure::across));
    }

    private static TableFigure.Cast within(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Twins twins = Twins.of(bed, layout, rows);
        Database one = twins.database();
        WhimbrelCompare joined = new WhimbrelCompare(bed, twins, rows, one, "{ at: target, schema: live }", "uuid");
        WhimbrelCompare apart = new WhimbrelCompare(bed, twins, rows, one, "{ at: source, schema: live }", "uuid");
        long few = Math.min(500, rows);
        long third = rows / 10 * 3;
        return new TableFigure.Cast(
                List.of(
                        new Contender(
                                "streams",
                                "two COPY … TO STDOUT streams",
                                "2× psql -c \"COPY (…) TO STDOUT (FORMAT binary)\" > /dev/null, side by side",
                                false,
                                List.of("psql", "bash"),
                                rows,
                                new Streams(bed, twins, new Psql(bed, layout, rows), rows),
                                Map.of()),
                        joined.of("compare", "whimbrel compare, nothing differs", 0),
                        joined.of("compare-500", "whimbrel compare, 500 rows differ", few),
                        joined.of("compare-third", "whimbrel compare, 3 of 10 rows differ", third),
                        apart.of("apart-500", "whimbrel compare, row by row, 500 rows differ", few)),
                List.of(
                        new Claim("500 rows differ, against two streams", "compare-500", "streams", 0.7),
                        new Claim("nothing differs, against two streams", "compare", "streams", null),
                        new Claim("3 of 10 rows differ, against none", "compare-third", "compare", 0.5),
                        new Claim("500 rows differ, row by row, against two streams", "apart-500", "streams", null)));
    }

    private static TableFigure.Cast across(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Twins twins = Twins.of(bed, layout, rows);
        Database copy = Sources.postgres(bed, layout, rows);
        Database source = Sources.mariaDb(bed, layout, rows);
        // MariaDB has the uuids as char(36), and nothing is cast that could change on the way.
        WhimbrelCompare compare = new WhimbrelCompare(bed, twins, rows, source, "{ at: source }", "text");
        return new TableFigure.Cast(
                List.of(
                        MariaDbReads.of(bed, source, copy, layout, rows),
                        compare.of("compare", "whimbrel compare, nothing differs", 0),
                        compare.of("compare-500", "whimbrel compare, 500 rows differ", Math.min(500, rows)),
                        compare.of("compare-third", "whimbrel compare, 3 of 10 rows differ", rows / 10 * 3)),
                List.of(
                        new Claim("nothing differs, against the bare reads of both sides", "compare", "reads", 0.5),
                        new Claim("500 rows differ, against the bare reads", "compare-500", "reads", null),
                        new Claim("3 of 10 rows differ, against none", "compare-third", "compare", 0.5)));
    }

    private record Streams(Bed bed, Twins twins, Psql psql, long rows) implements Contender.Turn {
        @Override
        public void prepare() {
            twins.make(rows, 0, "uuid");
            bed.settle();
        }

        @Override
        public Measured work() {
            return psql.drain(twins.database(), twins.read("live"), twins.read("beta"));
        }

        @Override
        public Optional<String> verify() {
            return Optional.empty();
        }
    }
}
