package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.guest.Foreground;
import dev.whimbrel.bench.guest.HeavyQuery;
import dev.whimbrel.bench.guest.Observed;
import dev.whimbrel.bench.own.ProjectText;
import dev.whimbrel.bench.own.WhimbrelRun;
import dev.whimbrel.bench.process.CannotRun;
import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.result.Measure;
import dev.whimbrel.bench.result.Origin;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Round;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What users of both servers feel of a migration, and how soon it gives way. */
final class GuestFigure implements Figure {
    private static final long USUAL = 2_000_000;
    /** Below that, a run is over before there is anything to see. */
    private static final long LEAST = 300_000;

    private static final long SECONDS_TO_GIVE_WAY = 90;
    private static final Duration ALONE = Duration.ofSeconds(5);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration TOGETHER = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final double BOUND_MILLIS = 5_000;
    /** A query of the users' kind, some milliseconds long, so that a busy processor shows in it. */
    private static final String CANARY = "select sum(amount) from guest_work where id <= 50000";

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("pg-alone", "PostgreSQL foreground alone, p95");
        NAMES.put("pg-run", "PostgreSQL foreground with a migration into it, p95");
        NAMES.put("maria-alone", "MariaDB foreground alone, p95");
        NAMES.put("maria-run", "MariaDB foreground with a migration out of it, p95");
        NAMES.put("rate-alone", "1,000 rows where nobody else is there");
        NAMES.put("rate-beside", "1,000 rows beside both foregrounds");
        NAMES.put("bound", "the five seconds that are allowed");
        NAMES.put("slowed", "from a heavy query's start until the run allows itself less");
        NAMES.put("recovering", "from its end until the run grows again");
        NAMES.put("blind", "from the loss of a signal until the run is at its slowest");
        NAMES.put("seeing", "from its return until the run grows again");
    }

    @Override
    public String name() {
        return "guest";
    }

    @Override
    public String title() {
        return "A foreground workload beside a migration MariaDB → PostgreSQL, and how soon that gives way";
    }

    @Override
    public Result measure(Bed bed, Options options, PrintStream out) {
        long rows = Math.max(LEAST, options.rowsOr(USUAL));
        if (!Foreground.hasPgbench()) {
            out.println("  pgbench: peer absent; a loop in Java is the foreground on PostgreSQL");
        }
        Database source = Sources.mariaDb(bed, Layouts.accounts(), rows);
        Foreground.load(source);
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        String absence = "";
        try {
            for (int number = options.warmUp() ? 0 : 1; number <= options.rounds(); number++) {
                keep(round(bed, source, rows), number, rows, rounds, out);
            }
        } catch (CannotRun e) {
            absence = "cannot run: " + e.getMessage();
            out.println("  " + absence);
        }
        return result(bed, options, rows, rounds, absence);
    }

    private static void keep(
            Map<String, Double> millis, int number, long rows, Map<String, List<Round>> rounds, PrintStream out) {
        millis.forEach((key, value) -> {
            out.printf("  %s  %s: %.2f ms%n", number == 0 ? "warm-up" : "round " + number, NAMES.get(key), value);
            if (number > 0) {
                rounds.computeIfAbsent(key, it -> new ArrayList<>())
                        .add(new Round(number, value, rows, Map.of(), 0, ""));
            }
        });
    }

    private static Map<String, Double> round(Bed bed, Database source, long rows) {
        Map<String, Double> millis = new LinkedHashMap<>();
        felt(bed, source, millis);
        alone(bed, source, millis);
        millis.put("bound", BOUND_MILLIS);
        givesWay(bed, source, rows, millis);
        return millis;
    }

    /** Both foregrounds at once, alone and then beside a run that is as fast as it allows itself. */
    private static void felt(Bed bed, Database source, Map<String, Double> millis) {
        Database target = target(bed);
        try (Foreground postgres = Foreground.pgbench(target, bed.job("pgbench"));
                Foreground mariaDb = Foreground.loop(source)) {
            Observed.pause(1_000);
            postgres.forget();
            mariaDb.forget();
            Observed.pause(ALONE.toMillis());
            millis.put("pg-alone", postgres.p95());
            millis.put("maria-alone", mariaDb.p95());
            try (Observed observed = start(bed, target, project(source, target, "{ watch: true }"))) {
                observed.watch(SETTLING);
                if (!observed.isAtWork()) {
                    throw new CannotRun("the run ended before its users could be watched; it needs more rows");
                }
                double before = rows(target);
                long start = System.nanoTime();
                postgres.forget();
                mariaDb.forget();
                // A run that ends sooner was felt for as long as it lasted.
                observed.watch(TOGETHER);
                millis.put("pg-run", postgres.p95());
                millis.put("maria-run", mariaDb.p95());
                millis.put("rate-beside", (System.nanoTime() - start) / 1e3 / Math.max(1, rows(target) - before));
            }
        }
        bed.dropTarget(target);
    }

    /** Rows that are committed. */
    private static double rows(Database target) {
        return Double.parseDouble(String.valueOf(
                target.text("select count(*) from " + Layouts.accounts().table())));
    }

    /** How fast it is where it holds itself back for nobody. */
    private static void alone(Bed bed, Database source, Map<String, Double> millis) {
        Database target = target(bed);
        try (Observed observed = start(bed, target, project(source, target, "{ watch: true }"))) {
            double before = rows(target);
            long start = System.nanoTime();
            observed.watch(TOGETHER);
            millis.put("rate-alone", (System.nanoTime() - start) / 1e3 / Math.max(1, rows(target) - before));
        }
        bed.dropTarget(target);
    }

    /** A run that has the servers to itself, a heavy query that comes and goes, and a signal that does so. */
    private static void givesWay(Bed bed, Database source, long rows, Map<String, Double> millis) {
        Database target = target(bed);
        long most = rows / SECONDS_TO_GIVE_WAY;
        String guest = "{ rows_per_second: { min: 500, max: " + most + " }, target: { canary: \"" + CANARY + "\" } }";
        try (Observed observed = start(bed, target, project(source, target, guest))) {
            observed.until(PATIENCE, "FREE");
            try (HeavyQuery heavy = HeavyQuery.on(target)) {
                millis.put("slowed", observed.until(PATIENCE, "STRAINED"));
            }
            millis.put("recovering", observed.until(PATIENCE, "RECOVERING", "FREE"));
            target.execute("alter table guest_work rename to guest_work_gone");
            millis.put("blind", observed.until(PATIENCE, "UNREADABLE"));
            target.execute("alter table guest_work_gone rename to guest_work");
            millis.put("seeing", observed.until(PATIENCE, "RECOVERING", "FREE"));
        }
        bed.dropTarget(target);
    }

    private static Database target(Bed bed) {
        Database target = bed.freshTarget("guest");
        target.execute(Layouts.accounts().createKeyed());
        Foreground.load(target);
        target.execute("vacuum (analyze) guest_work");
        bed.settle();
        return target;
    }

    private static String project(Database source, Database target, String guest) {
        Layout layout = Layouts.accounts();
        return ProjectText.plain(source, target, layout)
                .with(Map.of("guid", "{ sql: \"to_uuid(guid)\" }"))
                .yaml()
                .replace("scope:\n", "scope:\n  guest_work: { ignore: \"the foreground's\" }\n")
                .replace("settings: { indexes: rebuild }", "settings: { indexes: rebuild, guest: " + guest + " }");
    }

    private static Observed start(Bed bed, Database target, String project) {
        return Observed.started(WhimbrelRun.job(bed.job("guest"), 2, project), target);
    }

    private Result result(Bed bed, Options options, long rows, Map<String, List<Round>> rounds, String absence) {
        List<Series> series = new ArrayList<>();
        NAMES.forEach((key, name) -> series.add(new Series(
                key,
                name,
                key.endsWith("alone") ? "no run" : "whimbrel run --workers 2",
                !key.endsWith("alone") && !key.equals("bound"),
                absence,
                rounds.getOrDefault(key, List.of()))));
        return new Result(
                name(),
                title(),
                Measure.LATENCY,
                rows,
                Origin.now(options.command(name()), bed.versions(), bed.settings()),
                series,
                List.of(
                        new Claim(
                                "p95 of a PostgreSQL foreground beside a run, against alone",
                                "pg-run",
                                "pg-alone",
                                2.0),
                        new Claim(
                                "p95 of a MariaDB foreground beside a run, against alone",
                                "maria-run",
                                "maria-alone",
                                2.0),
                        new Claim(
                                "time for a row beside both foregrounds, against alone",
                                "rate-beside",
                                "rate-alone",
                                null),
                        new Claim("a heavy query brings the rate down, share of 5 s", "slowed", "bound", 1.0),
                        new Claim("it grows again afterwards, share of 5 s", "recovering", "bound", null),
                        new Claim("a signal is unplugged and it slows, share of 5 s", "blind", "bound", 1.0)),
                List.of());
    }
}
