package dev.whimbrel.examples.chinook;

import dev.whimbrel.examples.demo.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Loads the Chinook sample database into MariaDB. The script is not part of this repository, for it has a licence of its own; it is
 * looked for in {@code shared/data/chinook} beside any folder above the working directory, or where the system property
 * {@code whimbrel.chinook} says.
 */
public final class ChinookLoader {
    /** The database that the script drops, creates and fills. */
    public static final String DATABASE = "Chinook";

    private static final String SCRIPT = "Chinook_MySql.sql";

    private ChinookLoader() {}

    /** The script, if it is there. */
    public static Optional<Path> script() {
        String named = System.getProperty("whimbrel.chinook");
        if (named != null) {
            Path path = Path.of(named);
            return existing(Files.isDirectory(path) ? path.resolve(SCRIPT) : path);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Optional<Path> found =
                    existing(folder.resolve("shared/data/chinook").resolve(SCRIPT));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Runs the script, which replaces the database {@link #DATABASE}; the connection stays in it.
     *
     * @param script the script for MySQL of version 1.4.5
     * @param connection to MariaDB, by a user who may create databases
     */
    public static void load(Path script, Connection connection) throws IOException, SQLException {
        SqlScript.run(connection, SqlScript.split(Files.readString(script)));
    }

    private static Optional<Path> existing(Path path) {
        return Optional.of(path).filter(Files::isRegularFile);
    }
}
