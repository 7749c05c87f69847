package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Fingerprint;
import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.peer.Psql;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comparing two tables costs at the least: both read to their end, side by side. */
final class VerifyFigure {
    private VerifyFigure() {}

    static Figure figure() {
        return new TableFigure(
                "verify-limit",
                "Two COPY … TO STDOUT streams alone: the limit of a comparison",
                1_000_000,
                VerifyFigure::cast);
    }

    private static TableFigure.Cast cast(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database left = Sources.postgres(bed, layout, rows);
        Database right = Sources.copy(bed, layout, rows);
        Contender streams = new Contender(
                "streams",
                "two COPY … TO STDOUT streams",
                "2× psql -c \"COPY (…) TO STDOUT (FORMAT binary)\" > /dev/null, side by side",
                false,
                List.of("psql", "bash"),
                rows,
                new Streams(bed, new Psql(bed, layout, rows), layout, left, right),
                Map.of());
        return new TableFigure.Cast(List.of(streams), List.of());
    }

    private record Streams(Bed bed, Psql psql, Layout layout, Database left, Database right) implements Contender.Turn {
        @Override
        public void prepare() {
            bed.settle();
        }

        @Override
        public Measured work() {
            return psql.drain(left, right);
        }

        @Override
        public Optional<String> verify() {
            return print(left).wrong(print(right));
        }

        private Fingerprint print(Database database) {
            return Fingerprint.of(database, layout.table(), layout.names());
        }
    }
}
