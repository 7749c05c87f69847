package dev.whimbrel.bench.own;

import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.peer.Landing;
import dev.whimbrel.bench.process.CannotRun;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code whimbrel run} as users run it: a JVM of its own with 256 MB, ledger, identities, read-back and balance. */
public final class WhimbrelRun {
    /** The time that the run tells of itself: without the start of the JVM. */
    public static final String OWN_TIME = "own";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Bed bed;
    private final long rows;

    public WhimbrelRun(Bed bed, long rows) {
        this.bed = bed;
        this.rows = rows;
    }

    /** A contender with so many workers; {@code project} writes the project file for a target. */
    public Contender with(int workers, Landing landing, Function<Database, String> project) {
        String key = workers == 1 ? "whimbrel" : "whimbrel" + workers;
        String name = "whimbrel run, " + workers + (workers == 1 ? " worker" : " workers");
        return new Contender(
                key,
                name,
                how("run --workers " + workers),
                true,
                List.of(),
                rows,
                landing.turn(target -> measure(key, workers, project.apply(target))),
                Map.of(OWN_TIME, name + ", its own time"));
    }

    /** Runs it once on a project file. */
    public Measured measure(String key, int workers, String project) {
        Job job = job(bed.job(key), workers, project);
        Measured measured = job.measure(bed.clock());
        JsonNode told = JSON.readTree(job.text(job.output()));
        if (!told.path("run").path("state").asString().equals("COMPLETE")) {
            throw new CannotRun("the run is " + told.path("run").path("state").asString());
        }
        return measured.with(OWN_TIME, told.path("seconds").asDouble());
    }

    /** The process, not yet started. */
    public static Job job(Path folder, int workers, String project) {
        return job(folder, project, List.of("run", "--json", "--debug", "--workers", Integer.toString(workers)));
    }

    /** The process of any command, not yet started. */
    public static Job job(Path folder, String project, List<String> command) {
        Path file = folder.resolve("migration.yaml");
        try {
            Files.writeString(file, project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--file", file.toString()));
        Job job = Job.java(options(), ClassPath.product(), "dev.whimbrel.app.cli.Main", arguments, folder);
        List<String> gently = new ArrayList<>(List.of("nice", "-n", "10"));
        gently.addAll(job.command());
        return new Job(gently, job.environment(), folder);
    }

    /** How a command is started, in words. */
    static String how(String command) {
        return "nice -n 10 java " + String.join(" ", options()) + " … " + command + ", the whole process";
    }

    /**
     * As the launch script does it: further options, such as those of a profiler, come the same way, and another collector among
     * them takes the place of the script's.
     */
    static List<String> options() {
        String told = System.getenv("WHIMBREL_JAVA_OPTIONS");
        String more = told == null ? "" : told.strip();
        List<String> options = new ArrayList<>(List.of("-Xmx256m"));
        if (!more.contains("GC")) {
            options.addAll(List.of("-XX:+UseParallelGC", "-XX:NewRatio=1"));
        }
        options.addAll(List.of(
                "-XX:Tier4InvocationThreshold=50000",
                "-XX:Tier4MinInvocationThreshold=6000",
                "-XX:Tier4CompileThreshold=150000",
                "-XX:Tier4BackEdgeThreshold=400000"));
        if (!more.isEmpty()) {
            options.addAll(List.of(more.split("\\s+")));
        }
        return options;
    }
}
