package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Fingerprint;
import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.own.WhimbrelVerify;
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

/** What comparing two tables costs at the least, both read to their end side by side; and what it costs. */
final class VerifyFigure {
    private VerifyFigure() {}

    static Figure figure() {
        return new TableFigure(
                "verify-limit",
                "Two COPY … TO STDOUT streams alone: the limit of a comparison",
                1_000_000,
                VerifyFigure::cast);
    }

    /** A comparison across databases, through a mapping. */
    static Figure across() {
        return new TableFigure(
                "verify",
                "Verifying MariaDB → PostgreSQL, 12 columns, against reading both sides",
                1_000_000,
                VerifyFigure::across);
    }

    private static TableFigure.Cast across(Bed bed, long rows) {
        Layout layout = Layouts.accounts();
        Database copy = Sources.postgres(bed, layout, rows);
        Database source = Sources.mariaDb(bed, layout, rows);
        WhimbrelVerify verify =
                new WhimbrelVerify(bed, layout, rows, to -> MariaDbFigures.project(source, to, layout, Map.of()));
        String table = layout.table();
        long third = rows / 10 * 3;
        return new TableFigure.Cast(
                List.of(
                        MariaDbReads.of(bed, source, copy, layout, rows),
                        verify.of("verify", "whimbrel verify, nothing differs", null, 0),
                        verify.of(
                                "verify-500",
                                "whimbrel verify, 500 rows differ",
                                "update " + table + " set amount = amount + 1 where id in (select id from " + table
                                        + " order by id limit 500)",
                                500),
                        verify.of(
                                "verify-third",
                                "whimbrel verify, 3 of 10 rows differ",
                                "update " + table + " set amount = amount + 1 where id in (select id from " + table
                                        + " order by id limit " + third + ")",
                                third)),
                List.of(
                        new Claim("nothing differs, against the bare reads of both sides", "verify", "reads", 0.5),
                        new Claim("500 rows differ, against the bare reads", "verify-500", "reads", null),
                        new Claim("3 of 10 rows differ, against none", "verify-third", "verify", 0.5)));
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
