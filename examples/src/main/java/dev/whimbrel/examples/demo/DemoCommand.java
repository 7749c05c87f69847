package dev.whimbrel.examples.demo;

import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.engine.run.Outcome;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.verify.VerifyListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The main job on embedded servers: twelve branches in an old MariaDB, two of them live in a new PostgreSQL, three more move.
 * Ends with 0 when every table balances and the live branches are untouched, else with 1.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Moves three branches of a generated company between two embedded servers and shows what became of each row.")
public final class DemoCommand implements Callable<Integer> {
    private static final List<String> LIVE = List.of("1", "2");
    private static final List<String> MOVED = List.of("3", "4", "5");
    private static final List<String> FILES = List.of(
            "migration.yaml",
            "lookups/contract-status.csv",
            "old-schema.sql",
            "new-schema.sql",
            "live-fingerprint.sql");

    @Option(names = "--keep", description = "Leave both servers up at the end, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Seed of the generated rows (default: ${DEFAULT-VALUE}).")
    private long seed = 2026;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description =
                    "Where servers, their programs and the project file are put (default: target/demo of Whimbrel's folder).")
    private @Nullable Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final long begun = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path place = freshFolder();
        step(out, "Starting two embedded servers in " + place);
        out.println("  MariaDB holds the old system, PostgreSQL the new one. No network is used but 127.0.0.1.");
        out.flush();
        try (DemoServers servers = DemoServers.start(place)) {
            Path yaml = project(place.resolve("project"));
            step(out, "Both servers are up. Generating the old system ...");
            prepare(servers, out);
            boolean good = tell(servers, yaml, out);
            whereToLook(servers, yaml, out);
            return good ? 0 : 1;
        } finally {
            closed.countDown();
        }
    }

    /** Moves the tenants; 0 when the run is complete and balances. */
    private static int move(Path yaml, Map<String, String> env, List<String> tenants) {
        Set<TenantId> chosen = tenants.stream().map(TenantId::new).collect(Collectors.toSet());
        Outcome outcome = Migration.from(ProjectFile.load(yaml, "dev", env))
                .run(chosen, RunListener.NONE)
                .execute();
        return outcome.isComplete() ? 0 : 1;
    }

    private void prepare(DemoServers servers, PrintWriter out) throws SQLException {
        try (Connection old = servers.old();
                Connection target = servers.target()) {
            Planted planted = OldSystem.load(old, seed);
            SqlScript.run(target, SqlScript.resource("national/new-schema.sql"));
            step(
                    out,
                    "The old system holds %s rows in %d tables for %d branches (seed %d), of very different size."
                            .formatted(
                                    Story.count(planted.total()),
                                    planted.rows().size(),
                                    OldSystem.WEIGHTS.size(),
                                    seed));
            out.println("  Only the table of sites knows its branch; the deepest table is five joins away from it.");
            out.println("  Planted in them, on purpose:");
            for (Oddity oddity : Oddity.values()) {
                out.printf("  %9s  %s%n", Story.count(planted.total(oddity)), oddity.words());
            }
        }
    }

    private boolean tell(DemoServers servers, Path yaml, PrintWriter out) throws SQLException {
        step(
                out,
                "Moving branches " + String.join(" and ", LIVE) + ", so that two are live before the others come ...");
        int first = move(yaml, servers.environment(), LIVE);
        step(out, "Branches " + String.join(" and ", LIVE) + " are live in the new system.");
        if (first != 0) {
            out.println("  That run did not complete, so there is nothing to go on with.");
            return false;
        }
        try (Connection watching = servers.target();
                Connection target = servers.target()) {
            LiveRows live = LiveRows.watch(watching, LIVE);
            SortedMap<String, LiveRows.Fingerprint> before = live.fingerprints();
            step(out, "Moving branches " + String.join(", ", MOVED) + " beside them ...");
            int code = move(yaml, servers.environment(), MOVED);
            step(
                    out,
                    "Branches " + String.join(", ", MOVED)
                            + (code == 0 ? " have moved." : " HAVE NOT MOVED COMPLETELY.")
                            + " What landed, by table and branch:");
            Story story = new Story(target, out);
            boolean balanced = story.balance();
            step(out, "Rows that were merged or left behind, and by which rule:");
            story.leftOut();
            step(out, "Rows in quarantine: they did not land, and this is why:");
            story.issues();
            step(
                    out,
                    "The rows of the live branches and what they share, fingerprints from before and after the move:");
            boolean untouched = story.untouched(before, live.fingerprints());
            step(
                    out,
                    untouched
                            ? "The live branches are byte-identical to what they were."
                            : "THE LIVE BRANCHES WERE TOUCHED.");
            boolean compared = verify(servers, yaml, out);
            return code == 0 && balanced && untouched && compared;
        }
    }

    /** Compares all that has moved, and shows the report; true when all of it could be compared. */
    private boolean verify(DemoServers servers, Path yaml, PrintWriter out) {
        step(out, "Both systems are read once more, and every row that moved is compared with what it should be ...");
        Set<TenantId> moved =
                Stream.concat(LIVE.stream(), MOVED.stream()).map(TenantId::new).collect(Collectors.toSet());
        VerifyOutcome outcome = Migration.from(ProjectFile.load(yaml, "dev", servers.environment()))
                .verify(moved, VerifyListener.NONE)
                // Nobody else writes to either side here.
                .settling(Duration.ZERO)
                .execute();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(text, true, StandardCharsets.UTF_8);
        new ProofReport("verify", ProofModel.of(outcome)).print(new Screen(stream, stream, Screen.Form.PLAIN));
        out.print(text.toString(StandardCharsets.UTF_8));
        out.flush();
        return outcome.results().stream().noneMatch(result -> result.verdict() == Verdict.INCOMPARABLE);
    }

    private void whereToLook(DemoServers servers, Path yaml, PrintWriter out) throws InterruptedException {
        if (!keep) {
            out.println("To look around in both databases afterwards: whimbrel demo --keep");
            out.flush();
            return;
        }
        Map<String, String> env = servers.environment();
        out.printf("%nBoth servers stay up until Ctrl-C. In another terminal:%n%n");
        for (String name : List.of("OLD_URL", "OLD_USER", "OLD_PASSWORD", "NEW_URL", "NEW_USER", "NEW_PASSWORD")) {
            out.printf("  export %s='%s'%n", name, env.get(name));
        }
        out.printf("%n  whimbrel issues --file %s%n", yaml);
        out.printf("  whimbrel trace technician 5 --file %s%n", yaml);
        out.printf("  whimbrel report --file %s%n", yaml);
        out.printf("  whimbrel run --tenant 6 --file %s%n%n", yaml);
        out.flush();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stopped)));
        stopped.await();
    }

    /** Lets the command close its servers before the JVM halts; 20 seconds at the most. */
    private void stopAndWait(CountDownLatch stopped) {
        stopped.countDown();
        try {
            if (!closed.await(20, TimeUnit.SECONDS)) {
                spec.commandLine().getErr().println("The servers did not stop within 20 seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path freshFolder() {
        Path home = Path.of(System.getProperty("whimbrel.home", ""));
        Path parent = (folder == null ? home.resolve("target/demo") : folder)
                .toAbsolutePath()
                .normalize();
        Path temporary =
                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
        if (parent.startsWith(temporary)) {
            throw unusable(parent, "MariaDB's launcher empties folders under " + temporary);
        }
        try {
            Files.createDirectories(parent);
            Path fresh = Files.createTempDirectory(parent, "run-");
            // The servers' programs must not be unpacked wherever one happens to stand.
            if (System.getProperty("whimbrel.servers") == null) {
                Path programs = folder == null ? parent.resolveSibling("servers") : parent.resolve("servers");
                System.setProperty("whimbrel.servers", programs.toString());
            }
            return fresh;
        } catch (IOException e) {
            throw unusable(parent, "it cannot be written to");
        }
    }

    private ParameterException unusable(Path parent, String why) {
        return new ParameterException(
                spec.commandLine(), "Cannot use folder " + parent + ": " + why + "; name another one with --folder");
    }

    /** Copies the project file and what belongs to it, so that one can open them; gives the project file. */
    private static Path project(Path folder) throws IOException {
        for (String file : FILES) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.toAbsolutePath().getParent());
            Files.writeString(copy, SqlScript.text("national/" + file));
        }
        return folder.resolve(FILES.get(0));
    }

    private void step(PrintWriter out, String sentence) {
        Duration since = Duration.ofNanos(System.nanoTime() - begun);
        out.printf("%n[%5.1f s] %s%n", since.toMillis() / 1000.0, sentence);
        out.flush();
    }
}
