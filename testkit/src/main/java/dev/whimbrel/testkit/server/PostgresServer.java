package dev.whimbrel.testkit.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server with user {@code postgres} and no password, which a test may stop, hard or soft, and start again. */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static @Nullable PostgresServer shared;

    private final Path data;
    private final Map<String, String> settings;
    private final int port;
    private EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server, Path data, Map<String, String> settings) {
        this.server = server;
        this.port = server.getPort();
        this.data = data;
        this.settings = Map.copyOf(settings);
    }

    /** How a server is stopped. */
    public enum Stop {
        /** Open transactions are rolled back and what is committed is written out. */
        FAST,
        /** As by a crash: it ends at once, and the next start recovers from its log. */
        IMMEDIATE
    }

    /** The server that all tests of this JVM share; it stops, and its data goes, when the JVM ends. */
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            PostgresServer server = start(ServerFolder.fresh("postgres-"), 0, Map.of());
            ServerFolder.deleteAtExit(server.data, server::close);
            shared = server;
        }
        return shared;
    }

    /** Starts a server of its own with these settings; it stops, and its data goes, when the JVM ends if not before. */
    public static PostgresServer own(Map<String, String> settings) {
        PostgresServer server = start(ServerFolder.fresh("postgres-"), 0, settings);
        ServerFolder.deleteAtExit(server.data, server::close);
        return server;
    }

    /**
     * Starts a server of its own.
     *
     * @param data folder of its data, which is kept and may hold data already
     * @param port 0 for any free one
     */
    public static PostgresServer start(Path data, int port, Map<String, String> settings) {
        return new PostgresServer(launch(data, port, settings), data, settings);
    }

    /** Starts a hot standby of this server, from a copy of its data that is made while it is stopped for a moment. */
    public synchronized PostgresServer standby() {
        Path copy = ServerFolder.fresh("standby-");
        stop(Stop.FAST);
        try (Stream<Path> files = Files.walk(data.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.resolve(data.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(copy.resolve("data/standby.signal"));
            Files.writeString(
                    copy.resolve("data/postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=" + user() + "'\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
        PostgresServer standby = start(copy, 0, settings);
        ServerFolder.deleteAtExit(copy, standby::close);
        return standby;
    }

    private static EmbeddedPostgres launch(Path data, int port, Map<String, String> settings) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        ServerFolder.create(ServerFolder.root().resolve("postgres"))
                                .toFile())
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("fsync", "off");
        settings.forEach(builder::setServerConfig);
        if (port > 0) {
            builder.setPort(port);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, and returns when its process is gone. */
    public synchronized void stop(Stop how) {
        Optional<ProcessHandle> process = ServerFolder.process(data.resolve("data/postmaster.pid"));
        if (how == Stop.IMMEDIATE) {
            process.ifPresent(PostgresServer::quit);
        }
        // Closing also gives back the lock on the folder; for a server that is gone already it does nothing else.
        close();
        process.ifPresent(ServerFolder::awaitEnd);
    }

    /** Starts the server again after {@link #stop}, on the same port and with the same data. */
    public synchronized void start() {
        server = launch(data, port, settings);
    }

    public synchronized void restart(Stop how) {
        stop(how);
        start();
    }

    /** Sends the signal that makes a server end without writing anything out. */
    private static void quit(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        ServerFolder.awaitEnd(process);
    }

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    /** Creates an empty database with a name of its own and gives its JDBC address. */
    public String createDatabase() {
        String name =
                "t" + NAMES.incrementAndGet() + "_" + ProcessHandle.current().pid();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create database " + name, e);
        }
        return url(name);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    public String user() {
        return "postgres";
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user(), "");
    }

    @Override
    public synchronized void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
