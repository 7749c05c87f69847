package dev.whimbrel.engine.arrival;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** SHA-256 of bytes, in hex. */
final class Sum {
    private Sum() {}

    static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String ended(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(String text) {
        return HexFormat.of().formatHex(begun().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A file by its name and the hash of its bytes. */
    record Line(String name, String hash, long size) {}

    /** The hash of an arrival: of a single file that of its bytes, of several that of the list of them in the order of their names. */
    static String ofArrival(List<Line> files, boolean set) {
        if (!set) {
            return files.get(0).hash();
        }
        // A length before the name, so that no name can pass for the end of a line and the next one.
        return of(files.stream()
                .map(file -> file.hash() + " " + file.size() + " " + file.name().length() + " " + file.name() + "\n")
                .sorted()
                .collect(Collectors.joining("", "whimbrel files 1\n", "")));
    }
}
