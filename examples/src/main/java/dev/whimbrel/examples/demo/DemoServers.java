package dev.whimbrel.examples.demo;

import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The two embedded servers of the demo with one database each, in a folder that goes away with them. */
final class DemoServers implements AutoCloseable {
    private static final String OLD_DATABASE = "national";

    private final Path folder;
    private final MariaDbServer mariaDb;
    private final PostgresServer postgres;
    private final String newUrl;

    private DemoServers(Path folder, MariaDbServer mariaDb, PostgresServer postgres) {
        this.folder = folder;
        this.mariaDb = mariaDb;
        this.postgres = postgres;
        mariaDb.createDatabase(OLD_DATABASE);
        this.newUrl = postgres.createDatabase();
    }

    /**
     * Starts both servers.
     *
     * @param folder is created, and deleted on close; not under the folder for temporary files, which MariaDB's launcher empties
     */
    static DemoServers start(Path folder) {
        MariaDbServer mariaDb = MariaDbServer.start(folder.resolve("mariadb"), 0, List.of());
        PostgresServer postgres;
        try {
            postgres = PostgresServer.start(folder.resolve("postgres"), 0, Map.of());
        } catch (RuntimeException e) {
            mariaDb.close();
            throw e;
        }
        return new DemoServers(folder, mariaDb, postgres);
    }

    String oldUrl() {
        return mariaDb.url(OLD_DATABASE);
    }

    String newUrl() {
        return newUrl;
    }

    Connection old() throws SQLException {
        return mariaDb.connect(OLD_DATABASE);
    }

    Connection target() throws SQLException {
        return DriverManager.getConnection(newUrl, postgres.user(), "");
    }

    /** The variables of migration.yaml. */
    Map<String, String> environment() {
        return Map.of(
                "OLD_URL", oldUrl(),
                "OLD_USER", mariaDb.user(),
                "OLD_PASSWORD", mariaDb.password(),
                "NEW_URL", newUrl,
                "NEW_USER", postgres.user(),
                "NEW_PASSWORD", "");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } finally {
            mariaDb.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // What a stopping server still holds is left; the next run uses a folder of its own.
        }
    }
}
