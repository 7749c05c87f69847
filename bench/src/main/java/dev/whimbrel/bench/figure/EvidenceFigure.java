package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.evidence.Answer;
import dev.whimbrel.bench.evidence.EvidenceLedger;
import dev.whimbrel.bench.evidence.EvidenceLedger.Days;
import dev.whimbrel.bench.evidence.Question;
import dev.whimbrel.bench.own.ProjectText;
import dev.whimbrel.bench.own.WhimbrelRun;
import dev.whimbrel.bench.process.CannotRun;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.result.Measure;
import dev.whimbrel.bench.result.Origin;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Round;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every row that differs kept on purpose: what it takes to write them, to ask of them, and to hand them out. */
final class EvidenceFigure implements Figure {
    private static final long USUAL = 2_000_000;
    private static final double BOUND_MILLIS = 5_000;
    private static final String BOUND = "bound";

    private final Map<String, Series> names = new LinkedHashMap<>();

    EvidenceFigure() {
        name(
                "record",
                "findings of one verification recorded, as by verify",
                "Verifications.record, 8 flows, one session",
                true);
        name("load", "the same into a plain table by COPY", "COPY … FROM STDIN (FORMAT binary), no index", false);
        name(BOUND, "the five seconds that are allowed", "", false);
        for (Question question : Question.values()) {
            name(question.key(), question.words() + ": the view", "whimbrel.difference, all rows fetched", true);
            name(plain(question), question.words() + ": a plain table", "the same SQL, no index", false);
        }
        name("parquet", "whimbrel evidence into Parquet", "java -Xmx256m … evidence, the whole process", true);
        name("csv", "whimbrel evidence into CSV", "java -Xmx256m … evidence, the whole process", true);
        name(
                "duckdb-parquet",
                "DuckDB counts by pattern, tenant and column in the Parquet file",
                "read_parquet",
                false);
        name("duckdb-csv", "DuckDB counts the same in the CSV file", "read_csv", false);
    }

    private void name(String key, String name, String how, boolean ours) {
        names.put(key, new Series(key, name, how, ours, "", List.of()));
    }

    private static String plain(Question question) {
        return question.key() + "-plain";
    }

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public String title() {
        return "Findings by the million: asked in SQL, and as files";
    }

    @Override
    public Result measure(Bed bed, Options options, PrintStream out) {
        long rows = options.rowsOr(USUAL);
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        for (int number = options.warmUp() ? 0 : 1; number <= options.rounds(); number++) {
            Turn turn = new Turn(bed, rows, number, rounds, out);
            turn.measure();
        }
        return new Result(
                name(),
                title(),
                Measure.LATENCY,
                rows,
                Origin.now(options.command(name()), bed.versions(), bed.settings()),
                names.values().stream()
                        .map(one -> new Series(
                                one.key(),
                                one.name(),
                                one.how(),
                                one.ours(),
                                "",
                                rounds.getOrDefault(one.key(), List.of())))
                        .toList(),
                claims(),
                List.of());
    }

    private static List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Question question : Question.values()) {
            claims.add(new Claim(question.words() + ", share of 5 s", question.key(), BOUND, 1.0));
        }
        for (Question question : Question.values()) {
            claims.add(new Claim(question.words() + ", against a plain table", question.key(), plain(question), null));
        }
        claims.add(new Claim("recording, against COPY into a plain table", "record", "load", null));
        return claims;
    }

    /** One round. */
    private final class Turn {
        private final Bed bed;
        private final long rows;
        private final int number;
        private final Map<String, List<Round>> rounds;
        private final PrintStream out;

        Turn(Bed bed, long rows, int number, Map<String, List<Round>> rounds, PrintStream out) {
            this.bed = bed;
            this.rows = rows;
            this.number = number;
            this.rounds = rounds;
            this.out = out;
        }

        void measure() {
            Database database = bed.freshTarget("evidence");
            EvidenceLedger ledger = new EvidenceLedger(database);
            try {
                keep("record", ledger.record(rows), "");
                keep("load", ledger.load(bed.files().resolve("findings.copy")), "");
                ledger.settle();
                bed.settle();
                keep(BOUND, BOUND_MILLIS, "");
                Days days = ledger.days();
                for (Question question : Question.values()) {
                    Answer ours = ledger.ask(question, days);
                    Answer plain = ledger.askPlain(question, days);
                    keep(question.key(), ours.millis(), ours.wrong(plain));
                    keep(plain(question), plain.millis(), "");
                }
                files(ledger, database, days);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot measure evidence: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            bed.dropTarget(database);
        }

        private void files(EvidenceLedger ledger, Database database, Days days) throws SQLException {
            Answer counts = ledger.counts(days);
            Path parquet = export("parquet", database);
            read("duckdb-parquet", "read_parquet('" + parquet + "')", days, counts);
            Path csv = export("csv", database);
            read("duckdb-csv", "read_csv('" + csv + "', header = true, nullstr = '')", days, counts);
        }

        private Path export(String format, Database database) {
            Path folder = bed.job("evidence");
            Path file = folder.resolve("findings." + format);
            Job job = WhimbrelRun.job(
                    folder,
                    ProjectText.withoutTables(database),
                    List.of("evidence", "--json", "--debug", "--output", file.toString()));
            Measured measured = job.measure(bed.clock());
            if (!file.toFile().isFile()) {
                throw new CannotRun("there is no file: " + job.lastWords());
            }
            keep(format, new Round(number, measured.seconds() * 1e3, rows, measured.cpu(), measured.memory(), ""));
            return file;
        }

        private void read(String key, String reading, Days days, Answer expected) throws SQLException {
            Answer answer = EvidenceLedger.duckDb(reading, days);
            keep(key, answer.millis(), answer.wrong(expected));
        }

        private void keep(String key, double millis, String wrong) {
            keep(key, new Round(number, millis, rows, Map.of(), 0, wrong));
        }

        private void keep(String key, Round round) {
            Series series = java.util.Objects.requireNonNull(names.get(key));
            out.printf(
                    "  %s  %s: %.2f ms%s%n",
                    number == 0 ? "warm-up" : "round " + number,
                    series.name(),
                    round.value(),
                    round.isRight() ? "" : ", WRONG: " + round.wrong());
            if (number > 0) {
                rounds.computeIfAbsent(key, it -> new ArrayList<>()).add(round);
            }
        }
    }
}
