package dev.whimbrel.testkit.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server with user {@code postgres} and no password. */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static @Nullable PostgresServer shared;

    private final EmbeddedPostgres server;
    private final Path data;

    private PostgresServer(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** The server that all tests of this JVM share; it stops when the JVM ends. */
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = start(ServerFolder.fresh("postgres-"), 0, Map.of());
        }
        return shared;
    }

    /**
     * Starts a server of its own.
     *
     * @param data folder of its data, which is kept and may hold data already
     * @param port 0 for any free one
     */
    public static PostgresServer start(Path data, int port, Map<String, String> settings) {
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
            return new PostgresServer(builder.start(), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getPort();
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
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
