package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Fingerprint;
import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.peer.Landing;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.ArrayList;
import java.util.List;

/** The targets that figures share. */
final class Landings {
    private Landings() {}

    /** A table without any key: what the limit writes. */
    static Landing bare(Bed bed, Database source, Layout layout) {
        return new Landing(
                bed,
                List.of(layout.createBare()),
                layout.table(),
                layout.names(),
                expected(source, layout, layout.names()));
    }

    /** The same with its primary key: what a job would find that somebody writes for it. */
    static Landing primary(Bed bed, Database source, Layout layout, List<String> columns) {
        return new Landing(
                bed,
                List.of(layout.createBare(), layout.keys().get(0)),
                layout.table(),
                layout.names(),
                expected(source, layout, columns));
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

    /** As {@link #bare}, with five columns through expressions. */
    static Landing bareMapped(Bed bed, Database source, Layout layout) {
        return new Landing(
                bed,
                List.of(layout.createBare()),
                layout.table(),
                layout.names(),
                expected(source, layout, Mapping.sql()));
    }

    /** As {@link #keyed}, with five columns through expressions. */
    static Landing keyedMapped(Bed bed, Database source, Layout layout) {
        return new Landing(
                bed,
                List.of(layout.createKeyed()),
                layout.table(),
                keyed(layout.names(), Layout.SOURCE_KEY),
                expected(source, layout, keyed(Mapping.sql(), "id")));
    }

    /** What a table of the source holds in these columns or expressions. */
    static Fingerprint expected(Database source, Layout layout, List<String> columns) {
        return Fingerprint.of(source, layout.table(), columns);
    }

    static List<String> keyed(List<String> columns, String key) {
        List<String> all = new ArrayList<>(List.of(key));
        all.addAll(columns);
        return all;
    }
}
