package dev.whimbrel.bench.server;

import dev.whimbrel.bench.process.Clock;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers that a figure runs on, each started when it is first asked for, in a folder that goes away with them. PostgreSQL
 * holds sources and targets in databases of their own.
 */
public final class Bed implements AutoCloseable {
    /** As a server for production is set, for this size of machine; all else as PostgreSQL comes. */
    public static final Map<String, String> POSTGRES_SETTINGS = Map.of(
            "shared_buffers", "1GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "30min",
            "fsync", "on",
            "synchronous_commit", "on",
            "timezone", "UTC");

    public static final List<String> MARIADB_ARGUMENTS =
            List.of("--innodb-buffer-pool-size=512M", "--default-time-zone=+00:00");

    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private final Path folder;
    private final Clock clock = new Clock();
    private final Map<String, Database> sources = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::stop, "stop-servers");
    private final Map<String, PostgresServer> postgres = new TreeMap<>();
    private @Nullable MariaDbServer mariaDb;
    private int jobs;

    private Bed(Path folder) {
        this.folder = folder;
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
        return clock;
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
        postgres(server, "postgres")
                .execute(
                        "drop database if exists " + name + " with (force)",
                        "create database " + name + " template template0");
        return postgres(server, name);
    }

    public void dropTarget(Database database) {
        postgres(TARGET, "postgres").execute("drop database if exists " + database.name() + " with (force)");
    }

    /** An empty MariaDB database under this name; one that was there before is dropped. */
    public Database freshMariaDb(String name) {
        mariaDb("").execute("drop database if exists " + name, "create database " + name);
        return mariaDb(name);
    }

    /** Has PostgreSQL write out all that is waiting, so that what comes next does not pay for what was. */
    public synchronized void settle() {
        postgres.keySet().forEach(server -> postgres(server, "postgres").execute("checkpoint"));
    }

    private synchronized Database postgres(String name, String database) {
        PostgresServer server = postgres.get(name);
        if (server == null) {
            server = PostgresServer.start(folder.resolve(name), 0, POSTGRES_SETTINGS);
            clock.add(name, firstLine(server.data().resolve("data/postmaster.pid")));
            postgres.put(name, server);
        }
        return new Database("postgresql", database, server.port(), server.user(), "");
    }

    private synchronized Database mariaDb(String name) {
        if (mariaDb == null) {
            mariaDb = MariaDbServer.start(folder.resolve("mariadb"), 0, MARIADB_ARGUMENTS);
            clock.add(
                    "mariadb",
                    firstLine(Path.of(
                            Objects.requireNonNull(mariaDbAt(mariaDb, "").text("select @@pid_file")))));
        }
        return mariaDbAt(mariaDb, name);
    }

    private static Database mariaDbAt(MariaDbServer server, String name) {
        return new Database("mariadb", name, server.port(), server.user(), server.password());
    }

    private static long firstLine(Path pidFile) {
        try {
            return Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Versions of the servers that run. */
    public synchronized Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        if (!postgres.isEmpty()) {
            String any = postgres.keySet().iterator().next();
            versions.put("PostgreSQL", version(postgres(any, "postgres"), "show server_version"));
        }
        if (mariaDb != null) {
            versions.put("MariaDB", version(mariaDb(""), "select version()"));
        }
        return versions;
    }

    private static String version(Database database, String sql) {
        return Objects.requireNonNullElse(database.text(sql), "unknown");
    }

    /** What differs from the servers' own defaults. */
    public synchronized Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        if (!postgres.isEmpty()) {
            settings.put(
                    "PostgreSQL",
                    String.join(
                            ", ",
                            new TreeMap<>(POSTGRES_SETTINGS)
                                    .entrySet().stream().map(Object::toString).toList()));
        }
        if (mariaDb != null) {
            settings.put("MariaDB", String.join(" ", MARIADB_ARGUMENTS));
        }
        return settings;
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void stop() {
        try {
            postgres.values().forEach(server -> server.stop(PostgresServer.Stop.IMMEDIATE));
            if (mariaDb != null) {
                mariaDb.close();
            }
        } catch (RuntimeException e) {
            // The launchers' own hooks may have stopped them just now.
        } finally {
            postgres.clear();
            mariaDb = null;
            delete();
        }
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
