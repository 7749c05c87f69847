package dev.whimbrel.connectors.folder;

import dev.whimbrel.core.port.ObjectStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** A file that is written beside its place and takes it once all of it is on the disk. */
final class FolderWriting implements ObjectStore.Writing {
    /** How the names of files end that are not finished. */
    static final String PART = ".part";

    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream bytes;

    FolderWriting(Path file) throws IOException {
        this.file = file;
        // Two processes may keep the same bytes at once.
        this.part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + PART);
        this.channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        this.bytes = new Unclosed(Channels.newOutputStream(channel));
    }

    @Override
    public OutputStream bytes() {
        return bytes;
    }

    @Override
    public void finish() {
        try {
            channel.force(true);
            channel.close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            FolderStore.sync(FolderStore.parent(file));
        } catch (IOException e) {
            throw FolderStore.failed("write", file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw FolderStore.failed("remove the unfinished", part, e);
        }
    }

    /** Whoever encrypts into it closes it when he is done, which is not yet to finish the file. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
