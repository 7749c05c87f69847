package dev.whimbrel.bench.peer;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of MariaDB and one of PostgreSQL read to their end, side by side; nothing is compared. */
public final class MariaDbReads {
    private static final String LINE = MariaDbPipe.READ + " > /dev/null & first=$!;"
            + " psql -X -q -d \"$TO\" -c \"COPY ($SELECT) TO STDOUT (FORMAT binary)\" > /dev/null && wait $first";

    private MariaDbReads() {}

    public static Contender of(Bed bed, Database source, Database target, Layout layout, long rows) {
        return new Contender(
                "reads",
                "both sides read, nothing compared",
                "mariadb --batch --quick -e \"select …\" > /dev/null & psql -c \"COPY (…) TO STDOUT (FORMAT binary)\" > /dev/null",
                false,
                List.of("mariadb", "psql", "bash"),
                rows,
                new Reads(bed, source, target, layout),
                Map.of());
    }

    private record Reads(Bed bed, Database source, Database target, Layout layout) implements Contender.Turn {
        @Override
        public void prepare() {
            bed.settle();
        }

        @Override
        public Measured work() {
            String select = "select " + layout.columns() + " from " + layout.table();
            Map<String, String> variables = MariaDbPipe.variables(source, target, select, layout.table());
            return Job.shell(LINE, variables, bed.job("reads")).measure(bed.clock());
        }

        @Override
        public Optional<String> verify() {
            return Optional.empty();
        }
    }
}
