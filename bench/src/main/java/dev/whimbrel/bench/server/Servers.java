package dev.whimbrel.bench.server;

import dev.whimbrel.bench.process.Clock;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The servers of a bed, each started when it is first asked for. */
final class Servers {
    /** As a server for production is set, for this size of machine; all else as PostgreSQL comes. */
    private static final Map<String, String> POSTGRES_SETTINGS = Map.of(
            "shared_buffers", "1GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "30min",
            "fsync", "on",
            "synchronous_commit", "on",
            "timezone", "UTC");

    private static final List<String> MARIADB_ARGUMENTS =
            List.of("--innodb-buffer-pool-size=512M", "--default-time-zone=+00:00");

    private final Path folder;
    private final Clock clock = new Clock();
    private final Map<String, PostgresServer> postgres = new TreeMap<>();
    private @Nullable MariaDbServer mariaDb;
    private boolean stopped;

    /** @param folder where each has a folder of its own */
    Servers(Path folder) {
        this.folder = folder;
    }

    Clock clock() {
        return clock;
    }

    /** A database, there or not, on the PostgreSQL server of this name. */
    synchronized Database postgres(String name, String database) {
        PostgresServer server = postgres.get(name);
        if (server == null) {
            refuseIfStopped();
            server = PostgresServer.start(folder.resolve(name), 0, POSTGRES_SETTINGS);
            clock.add(name, firstLine(server.data().resolve("data/postmaster.pid")));
            postgres.put(name, server);
        }
        return new Database("postgresql", database, server.port(), server.user(), "");
    }

    /** A database, there or not, on the MariaDB server. */
    synchronized Database mariaDb(String name) {
        if (mariaDb == null) {
            refuseIfStopped();
            mariaDb = MariaDbServer.start(folder.resolve("mariadb"), 0, MARIADB_ARGUMENTS);
            clock.add(
                    "mariadb",
                    firstLine(Path.of(
                            Objects.requireNonNull(mariaDbAt(mariaDb, "").text("select @@pid_file")))));
        }
        return mariaDbAt(mariaDb, name);
    }

    /** As the bench is ended, its work goes on until its JVM is gone; it must not start servers that nobody stops. */
    private void refuseIfStopped() {
        if (stopped) {
            throw new IllegalStateException("Cannot start a server: the bench is ending");
        }
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

    synchronized void checkpoint() {
        postgres.keySet().forEach(server -> postgres(server, "postgres").execute("checkpoint"));
    }

    /** Versions of the servers that run. */
    synchronized Map<String, String> versions() {
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
    synchronized Map<String, String> settings() {
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

    synchronized void stop() {
        stopped = true;
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
        }
    }
}
