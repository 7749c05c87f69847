package dev.whimbrel.bench.peer;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What {@code psql} alone can do: the limit that the others are held against. */
public final class Psql {
    /** The pipe in the shell's own words; addresses and statements come as variables. */
    private static final String PIPE =
            "psql -X -q -d \"$FROM\" -c \"$COPY_OUT%1$s\" | psql -X -q -d \"$TO\" -c \"$COPY_IN\"";

    private final Bed bed;
    private final Layout layout;
    private final long rows;

    public Psql(Bed bed, Layout layout, long rows) {
        this.bed = bed;
        this.layout = layout;
        this.rows = rows;
    }

    /** One pipe of binary COPY: the limit. */
    public Contender pipe(Database source, Landing landing) {
        return pipe("pipe", "psql pipe, binary", source, select("", layout.columns()), layout.columns(), landing);
    }

    /** A pipe whose SELECT computes the same expressions in the source's server. */
    public Contender expressionPipe(Database source, List<String> expressions, Landing landing) {
        String select = select("", String.join(", ", expressions));
        return pipe(
                "pipe-sql", "psql pipe, expressions in the source's SQL", source, select, layout.columns(), landing);
    }

    private Contender pipe(String key, String name, Database source, String select, String columns, Landing landing) {
        return contender(key, name, shown(1), landing.turn(target -> Job.shell(
                        PIPE.formatted("1"),
                        variables(source, target, columns, Map.of("COPY_OUT1", select)),
                        bed.job(key))
                .measure(bed.clock())));
    }

    /** Two pipes side by side, each with one half of the keys. */
    public Contender twoPipes(Database source, Landing landing) {
        long half = rows / 2;
        String line = PIPE.formatted("1") + " & first=$!; " + PIPE.formatted("2") + " && wait $first";
        Map<String, String> selects = Map.of(
                "COPY_OUT1", select(" where id <= " + half, layout.columns()),
                "COPY_OUT2", select(" where id > " + half, layout.columns()));
        return contender("pipe2", "psql pipe, binary, 2 pipes", shown(2), landing.turn(target -> Job.shell(
                        line, variables(source, target, layout.columns(), selects), bed.job("pipe2"))
                .measure(bed.clock())));
    }

    /** One pipe into a table without keys, with the keys built afterwards; what lands is what {@code whimbrel run} leaves. */
    public Contender pipeThenKeys(Database source, Landing landing) {
        String line = PIPE.formatted("1") + " && psql -X -q -d \"$TO\" -c \"$KEYS\"";
        Map<String, String> more =
                Map.of("COPY_OUT1", select("", "id, " + layout.columns()), "KEYS", String.join("; ", layout.keys()));
        String columns = Layout.SOURCE_KEY + ", " + layout.columns();
        return contender(
                "pipe-keys",
                "psql pipe, binary, then the same keys",
                shown(1) + ", with the source key as a 13th column; then ALTER TABLE … ADD PRIMARY KEY and ADD UNIQUE",
                landing.turn(target -> Job.shell(line, variables(source, target, columns, more), bed.job("pipe-keys"))
                        .measure(bed.clock())));
    }

    /** {@code \copy} of a CSV file. */
    public Contender csv(Path file, Landing landing) {
        String how = "psql -c \"\\copy … from 'file.csv' (format csv, header)\"";
        String copy =
                "\\copy " + layout.table() + " (" + layout.columns() + ") from '" + file + "' (format csv, header)";
        return contender("psql-csv", "psql \\copy … csv", how, landing.turn(target -> Job.shell(
                        "psql -X -q -d \"$TO\" -c \"$COPY\"",
                        Map.of("TO", target.uri(), "COPY", copy),
                        bed.job("psql-csv"))
                .measure(bed.clock())));
    }

    /** Both sides read to their end, side by side; nothing is compared. */
    public Measured drain(Database left, Database right) {
        String line = "psql -X -q -d \"$FROM\" -c \"$COPY_OUT\" > /dev/null & first=$!; "
                + "psql -X -q -d \"$TO\" -c \"$COPY_OUT\" > /dev/null && wait $first";
        Map<String, String> variables =
                Map.of("FROM", left.uri(), "TO", right.uri(), "COPY_OUT", select("", layout.columns()));
        return Job.shell(line, variables, bed.job("streams")).measure(bed.clock());
    }

    /** Two statements that read side by side in one database. */
    public Measured drain(Database database, String one, String other) {
        String line = "psql -X -q -d \"$FROM\" -c \"$COPY_ONE\" > /dev/null & first=$!; "
                + "psql -X -q -d \"$FROM\" -c \"$COPY_OTHER\" > /dev/null && wait $first";
        Map<String, String> variables = Map.of("FROM", database.uri(), "COPY_ONE", one, "COPY_OTHER", other);
        return Job.shell(line, variables, bed.job("streams")).measure(bed.clock());
    }

    private String select(String where, String expressions) {
        return "COPY (SELECT " + expressions + " FROM " + layout.table() + where + ") TO STDOUT (FORMAT binary)";
    }

    private Map<String, String> variables(Database source, Database target, String columns, Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(more);
        all.put("FROM", source.uri());
        all.put("TO", target.uri());
        all.put("COPY_IN", "COPY " + layout.table() + " (" + columns + ") FROM STDIN (FORMAT binary)");
        return all;
    }

    private static String shown(int pipes) {
        return pipes
                + "× psql -c \"COPY (…) TO STDOUT (FORMAT binary)\" | psql -c \"COPY … FROM STDIN (FORMAT binary)\"";
    }

    private Contender contender(String key, String name, String how, Contender.Turn turn) {
        return new Contender(key, name, how, false, List.of("psql", "bash"), rows, turn, Map.of());
    }
}
