package dev.whimbrel.connectors.folder;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder that objects are kept in, each a file that only its owner may read. */
final class FolderStore implements ObjectStore {
    private final Path root;

    FolderStore(Path root) {
        this.root = root;
    }

    @Override
    public boolean has(String name) {
        return Files.isRegularFile(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public InputStream read(String name) {
        try {
            return Files.newInputStream(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw Fault.target(
                    "ARRIVAL_BYTES_MISSING",
                    "Cannot read object " + name + ": it is not in " + root,
                    "Bring the folder back from a backup, or point `arrivals.kept` to where it is.",
                    e);
        } catch (IOException e) {
            throw failed("read object " + name + " of", root, e);
        }
    }

    @Override
    public Writing write(String name) {
        Path file = root.resolve(name);
        try {
            makeFolder(parent(file));
            return new FolderWriting(file);
        } catch (IOException e) {
            throw failed("write object " + name + " into", root, e);
        }
    }

    /** A new folder is durable once the one that it is in is. */
    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = parent(folder);
        makeFolder(above);
        // Another process may make it just now.
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        sync(above);
    }

    @Override
    public void delete(String name) {
        Path file = root.resolve(name);
        try {
            if (Files.deleteIfExists(file)) {
                sync(parent(file));
            }
        } catch (IOException e) {
            throw failed("remove object " + name + " of", root, e);
        }
    }

    @Override
    public int sweep(Instant before) {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> left = all.filter(file -> file.toString().endsWith(FolderWriting.PART) && isOlder(file, before))
                    .toList();
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
            return left.size();
        } catch (IOException e) {
            throw failed("clear", root, e);
        }
    }

    private static boolean isOlder(Path file, Instant moment) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(moment);
        } catch (IOException e) {
            // Its writer has finished it just now.
            return false;
        }
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void close() {
        // Nothing stays open.
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /** Makes names in a folder outlast a crash of the machine. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Fault failed(String what, Path where, @Nullable Exception cause) {
        return Fault.target(
                "ARRIVAL_STORE_FAILED",
                "Cannot " + what + " " + where + ": the system refuses it"
                        + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"),
                "Look whether the disk is full and whether the user that runs Whimbrel may write there, then try again.",
                cause);
    }
}
