package dev.whimbrel.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where embedded servers keep their programs and data: {@code target/servers} of the outermost Maven project above the working
 * directory, or what the system property {@code whimbrel.servers} names. Never the system's folder for temporary files, which
 * MariaDB's launcher empties.
 */
final class ServerFolder {
    private ServerFolder() {}

    static Path root() {
        String named = System.getProperty("whimbrel.servers");
        return create(named != null ? Path.of(named) : outermostProject().resolve("target/servers"));
    }

    static Path fresh(String prefix) {
        try {
            return Files.createTempDirectory(root(), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path create(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path outermostProject() {
        Path here = Path.of("").toAbsolutePath();
        Path found = here;
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml"))) {
                found = folder;
            }
        }
        return found;
    }
}
