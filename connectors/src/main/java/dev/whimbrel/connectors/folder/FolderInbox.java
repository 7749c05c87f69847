package dev.whimbrel.connectors.folder;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that others put files into, with all folders below it. Links are not followed: whoever may write here could name any file of this
 * machine. Only regular files are opened: a pipe would hold whoever opens it.
 */
final class FolderInbox implements Inbox {
    private static final int DEEPEST = 32;

    private final Path root;

    FolderInbox(Path root) {
        this.root = root;
    }

    @Override
    public Listing list() {
        if (!Files.isDirectory(root)) {
            throw unreadable(null);
        }
        List<Listed> files = new ArrayList<>();
        Map<String, Fault> refused = new HashMap<>();
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new Walk(files, refused));
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new Listing(files, refused);
    }

    private Fault unreadable(@Nullable IOException e) {
        return Fault.source(
                "INBOX_UNREADABLE",
                "Cannot look into the inbox " + root + ": there is no such folder, or it may not be read",
                "Make the folder, and let the user that runs Whimbrel read and enter it.",
                e);
    }

    /** Gathers what is there; what cannot be looked at does not stop it. */
    private final class Walk extends SimpleFileVisitor<Path> {
        private final List<Listed> files;
        private final Map<String, Fault> refused;

        Walk(List<Listed> files, Map<String, Fault> refused) {
            this.files = files;
            this.refused = refused;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = FileName.of(root, file);
            if (!attributes.isRegularFile()) {
                refused.put(name, irregular(name));
                return FileVisitResult.CONTINUE;
            }
            try {
                look(name, file).ifPresent(files::add);
            } catch (Fault e) {
                // It may be looked at no more since the walk came to it: that is this file's issue, not the inbox's.
                refused.put(name, e);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(root)) {
                throw e;
            }
            if (!(e instanceof NoSuchFileException)) {
                String name = FileName.of(root, file);
                refused.put(name, forbidden(name, e));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null && !(e instanceof NoSuchFileException)) {
                String name = FileName.of(root, folder);
                refused.put(name, forbidden(name, e));
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private Optional<Listed> look(String name, Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!now.isRegularFile()) {
                return Optional.empty();
            }
            // When its state was last changed cannot be set by whoever writes the file, when it was last written can.
            Object changed = Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
            String stamp = now.size() + " " + now.lastModifiedTime() + " " + changed + " " + now.fileKey();
            return Optional.of(
                    new Listed(name, now.size(), now.lastModifiedTime().toInstant(), stamp));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw forbidden(name, e);
        }
    }

    @Override
    public Optional<Listed> again(Listed file) {
        return look(file.name(), FileName.path(root, file.name()));
    }

    @Override
    public InputStream read(Listed file) {
        Path path = FileName.path(root, file.name());
        if (again(file).isEmpty()) {
            throw vanished(file.name(), null);
        }
        try {
            return open(root.relativize(path));
        } catch (NoSuchFileException e) {
            throw vanished(file.name(), e);
        } catch (IOException e) {
            throw forbidden(file.name(), e);
        }
    }

    /**
     * Goes down folder by folder and follows no link on the way: between the listing and now, whoever may write into a folder could have put
     * one in its place that leads to another tenant's.
     */
    private InputStream open(Path below) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            return top instanceof SecureDirectoryStream<Path> folder
                    ? open(folder, below)
                    : Files.newInputStream(root.resolve(below), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static InputStream open(SecureDirectoryStream<Path> folder, Path below) throws IOException {
        if (below.getNameCount() == 1) {
            return Channels.newInputStream(
                    folder.newByteChannel(below, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
        }
        try (SecureDirectoryStream<Path> next =
                folder.newDirectoryStream(below.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            return open(next, below.subpath(1, below.getNameCount()));
        }
    }

    private Fault vanished(String name, @Nullable IOException e) {
        return Fault.source(
                "FILE_VANISHED",
                "Cannot take " + name + " of " + root + ": it was there a moment ago and is gone",
                "Let files stay until they are taken; bring this one again if it is still wanted.",
                e);
    }

    private Fault forbidden(String name, IOException e) {
        return Fault.source(
                "FILE_UNREADABLE",
                "Cannot read " + name + " of " + root + ": the system refuses it ("
                        + e.getClass().getSimpleName() + ")",
                "Let the user that runs Whimbrel read it; the next pass takes it.",
                e);
    }

    private Fault irregular(String name) {
        return Fault.source(
                "FILE_NOT_REGULAR",
                "Cannot take " + name + " of " + root + ": it is a link, a pipe or a device, or lies too deep",
                "Put a plain file there.",
                null);
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
