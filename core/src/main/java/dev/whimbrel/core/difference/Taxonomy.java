package dev.whimbrel.core.difference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The classes of this release as a whole, and the ids of patterns under them. */
public final class Taxonomy {
    /**
     * Grows whenever a class comes, goes or means something else: patterns before and after are not the same. Since 2, rows that are
     * merely behind are {@link ValueClass#STALE} where they were of the classes that come after it.
     */
    public static final int VERSION = 2;

    private static final int DIGITS = 12;

    private Taxonomy() {}

    /** The id of a pattern: 12 hex digits of SHA-256 over the version and all parts, each with its length before it. */
    public static String id(Pattern pattern) {
        return id(VERSION, pattern);
    }

    static String id(int version, Pattern pattern) {
        MessageDigest digest = sha256();
        add(digest, version);
        add(digest, pattern.flow());
        add(digest, pattern.rowClass().name());
        add(digest, pattern.columns());
        add(digest, pattern.classes().stream().map(Enum::name).toList());
        add(digest, pattern.masks());
        add(digest, pattern.cause());
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static void add(MessageDigest digest, List<String> parts) {
        add(digest, parts.size());
        parts.forEach(part -> add(digest, part));
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        add(digest, bytes.length);
        digest.update(bytes);
    }

    private static void add(MessageDigest digest, int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
