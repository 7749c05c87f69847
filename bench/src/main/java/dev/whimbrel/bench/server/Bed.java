package dev.whimbrel.bench.server;

import dev.whimbrel.bench.process.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The servers that a figure runs on, each started when it is first asked for, in a folder that goes away with them. PostgreSQL
 * holds sources and targets in databases of their own.
 */
public final class Bed implements AutoCloseable {
    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final Duration REST = Duration.ofSeconds(60);

    private final Path folder;
    private final Servers servers;
    private final Map<String, Database> sources = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::end, "stop-servers");
    private int jobs;

    private Bed(Path folder) {
        this.folder = folder;
        this.servers = new Servers(folder);
    }

    /** A bed in a fresh folder below {@code parent}, which is not the system's folder for temporary files. */
    public static Bed below(Path parent) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(parent.toAbsolutePath()), "bed-");
            Bed bed = new Bed(folder);
            Runtime.getRuntime().addShutdownHook(bed.hook);
            return bed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time of the servers that run and of all programs that ended. */
    public Clock clock() {
        return servers.clock();
    }

    /** A fresh folder for one program. */
    public synchronized Path job(String name) {
        try {
            return Files.createDirectories(folder.resolve("job-" + ++jobs + "-" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder for files that are read many times. */
    public Path files() {
        try {
            return Files.createDirectories(folder.resolve("files"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database that is made once and found again under its name; names are lower-case words. */
    public synchronized Database source(String name, java.util.function.Function<String, Database> making) {
        Database known = sources.get(name);
        if (known == null) {
            known = making.apply(name);
            sources.put(name, known);
        }
        return known;
    }

    /** An empty database in the PostgreSQL server of the sources; one that was there before is dropped. */
    public Database freshSource(String name) {
        return fresh(SOURCE, name);
    }

    /** An empty database in the PostgreSQL server of the targets; one that was there before is dropped. */
    public Database freshTarget(String name) {
        return fresh(TARGET, name);
    }

    private Database fresh(String server, String name) {
        servers.postgres(server, "postgres")
                .execute(
                        "drop database if exists " + name + " with (force)",
                        "create database " + name + " template template0");
        return servers.postgres(server, name);
    }

    public void dropTarget(Database database) {
        servers.postgres(TARGET, "postgres").execute("drop database if exists " + database.name() + " with (force)");
    }

    /** An empty MariaDB database under this name; one that was there before is dropped. */
    public Database freshMariaDb(String name) {
        servers.mariaDb("").execute("drop database if exists " + name, "create database " + name);
        return servers.mariaDb(name);
    }

    /**
     * Has PostgreSQL write out all that is waiting, and waits until the servers rest, so that what comes next does not pay for what
     * was: MariaDB goes on for many seconds after its tables were filled.
     */
    public void settle() {
        servers.checkpoint();
        clock().awaitRest(REST);
    }

    /** Versions of the servers that run. */
    public Map<String, String> versions() {
        return servers.versions();
    }

    /** What differs from the servers' own defaults. */
    public Map<String, String> settings() {
        return servers.settings();
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook at work.
        }
    }

    /** As the JVM is ended: also takes along a server that was just starting and that nobody knows yet. */
    private void end() {
        servers.stop();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        delete();
    }

    private void stop() {
        servers.stop();
        delete();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // What a stopping server still holds is left; the next bed has a folder of its own.
        }
    }
}
