package dev.whimbrel.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Copies a folder with all that is in it to a place where nothing is. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Stops a server and deletes its folder when this JVM ends; where it is killed instead, the folder stays. */
    static void deleteAtExit(Path folder, Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Optional<ProcessHandle> process = process(folder.resolve("data/postmaster.pid"));
            try {
                stop.run();
            } catch (RuntimeException e) {
                // The launcher's own hook may have stopped it just now.
            }
            process.ifPresent(ServerFolder::awaitEnd);
            delete(folder);
        }));
    }

    /** Deletes a folder, again while a server that is ending still writes into it; gives up after about ten seconds. */
    private static void delete(Path folder) {
        for (int attempt = 0; attempt < 100 && Files.exists(folder); attempt++) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                pause();
            }
        }
    }

    /** The live process whose id stands in the first line of a file. */
    static Optional<ProcessHandle> process(Path pidFile) {
        try {
            return Files.exists(pidFile)
                    ? ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pidFile).get(0).trim()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits, at most half a minute, until a process is gone. */
    static void awaitEnd(ProcessHandle process) {
        for (int attempt = 0; attempt < 300 && process.isAlive(); attempt++) {
            pause();
        }
        if (process.isAlive()) {
            throw new IllegalStateException("Cannot wait longer for the server's process " + process.pid());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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
