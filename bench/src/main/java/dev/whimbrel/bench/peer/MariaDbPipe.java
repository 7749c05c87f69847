package dev.whimbrel.bench.peer;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.List;
import java.util.Map;

/**
 * The shell script that people write. The client escapes tabs, line ends and backslashes as COPY's text format wants them and
 * writes null as the word NULL, which no text of the bench's data is; a script for any data would have to spell nulls itself,
 * and would be slower.
 */
public final class MariaDbPipe {
    /** Reads the rows of {@code $SELECT} as text. */
    static final String READ = "mariadb --skip-ssl -h 127.0.0.1 -P \"$PORT\" -u \"$FROM_USER\" -p\"$FROM_PASSWORD\""
            + " --default-character-set=utf8mb4 --init-command=\"set time_zone='+00:00'\""
            + " --batch --quick --skip-column-names -e \"$SELECT\" \"$FROM_NAME\"";

    private static final String LINE = READ + " | psql -X -q -d \"$TO\" -c \"$COPY\"";

    private MariaDbPipe() {}

    public static Contender of(Bed bed, Database source, Layout layout, long rows, Landing landing) {
        return new Contender(
                "mariadb-pipe",
                "mariadb | psql \\copy",
                "mariadb --batch --quick -e \"select …\" | psql -c \"\\copy … from stdin (null 'NULL')\"",
                false,
                List.of("mariadb", "psql", "bash"),
                rows,
                landing.turn(target -> Job.shell(
                                LINE,
                                variables(
                                        source,
                                        target,
                                        "select " + layout.columns() + " from " + layout.table(),
                                        layout.table() + " (" + layout.columns() + ")"),
                                bed.job("mariadb-pipe"))
                        .measure(bed.clock())),
                Map.of());
    }

    static Map<String, String> variables(Database source, Database target, String select, String into) {
        return Map.of(
                "PORT", Integer.toString(source.port()),
                "FROM_USER", source.user(),
                "FROM_PASSWORD", source.password(),
                "FROM_NAME", source.name(),
                "SELECT", select,
                "TO", target.uri(),
                "PGOPTIONS", "-c timezone=UTC",
                "COPY", "\\copy " + into + " from stdin (null 'NULL')");
    }

    /** The pipe of one table, for scripts of several. */
    static String line() {
        return LINE;
    }
}
