package dev.whimbrel.bench.guest;

import dev.whimbrel.bench.process.CannotRun;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.server.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * pgbench's own {@code simple-update}, one client: five statements, the last of which commits. What each transaction took it writes
 * to a log, as {@code client transaction microseconds script epoch-seconds microseconds} (pgbench, "Per-Transaction Logging").
 */
final class Pgbench implements Foreground {
    private static final int TOOK = 2;
    private static final int SECONDS = 4;
    private static final int MICROS = 5;
    private static final String FOR_LONG = "86400";

    private final Job job;
    private final Process process;
    private Instant since = Instant.now();

    private Pgbench(Job job) {
        this.job = job;
        this.process = job.start();
    }

    static Pgbench on(Database database, Path folder) {
        List<String> name = List.of(database.uri());
        run(new Job(with(List.of("pgbench", "-i", "-q", "-s", "10"), name), Map.of(), folder));
        return new Pgbench(new Job(
                with(
                        List.of(
                                "pgbench",
                                "-n",
                                "-b",
                                "simple-update",
                                "-c",
                                "1",
                                "-T",
                                FOR_LONG,
                                "-l",
                                "--log-prefix",
                                "took"),
                        name),
                Map.of(),
                folder));
    }

    private static List<String> with(List<String> command, List<String> more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(more);
        return all;
    }

    private static void run(Job job) {
        try {
            if (job.start().waitFor() != 0) {
                throw new CannotRun("pgbench cannot make its tables: " + job.lastWords());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void forget() {
        since = Instant.now();
    }

    @Override
    public double p95() {
        if (!process.isAlive()) {
            throw new CannotRun("pgbench ended: " + job.lastWords());
        }
        List<Double> millis = new ArrayList<>();
        for (String line : lines()) {
            String[] parts = line.split(" ", -1);
            if (parts.length > MICROS && !at(parts).isBefore(since)) {
                millis.add(Long.parseLong(parts[TOOK]) / 1e3);
            }
        }
        if (millis.isEmpty()) {
            throw new IllegalStateException("The foreground did nothing");
        }
        return Foreground.p95(millis);
    }

    private static Instant at(String[] parts) {
        return Instant.ofEpochSecond(Long.parseLong(parts[SECONDS]))
                .plus(Long.parseLong(parts[MICROS]), ChronoUnit.MICROS);
    }

    /** All whole lines so far: what pgbench holds back is missed, some hundred of many thousands. */
    private List<String> lines() {
        try (Stream<Path> files = Files.list(job.folder())) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(Pgbench::isLog).toList()) {
                String text = Files.readString(file);
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLog(Path file) {
        return file.getFileName().toString().startsWith("took.");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
