package dev.whimbrel.connectors.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One file as it was when it was looked at.
 *
 * @param size in bytes
 * @param modified time of the last change, in milliseconds since 1970
 * @param mark SHA-256, in hex, of its size, that time, and its first and last 64 kB
 * @param start first byte after the mark of its encoding and its header
 * @param linesBefore lines before that byte
 * @param order which field of a record holds each declared column
 */
record DataFile(
        Path path,
        long size,
        long modified,
        String mark,
        Encoding encoding,
        long start,
        long linesBefore,
        List<Integer> order) {
    private static final int EDGE = 1 << 16;

    DataFile {
        order = List.copyOf(order);
    }

    /** Whether the file's size and time are still those seen before. */
    boolean isUnchanged() throws IOException {
        return Files.size(path) == size && Files.getLastModifiedTime(path).toMillis() == modified;
    }

    /**
     * What changes with every change of the file's content, whoever makes it and whatever they do to hide it; null where the
     * system keeps no such thing.
     */
    @Nullable
    String stamp() throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? new TreeMap<>(Files.readAttributes(path, "unix:size,lastModifiedTime,ctime,ino,dev")).toString()
                : null;
    }

    static byte[] head(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(EDGE);
        }
    }

    static String mark(Path path, long size, long modified, byte[] head) throws IOException {
        try (var channel = Files.newByteChannel(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((size + " " + modified + " ").getBytes(StandardCharsets.US_ASCII));
            digest.update(head);
            channel.position(Math.max(0, size - EDGE));
            digest.update(java.nio.channels.Channels.newInputStream(channel).readNBytes(EDGE));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
