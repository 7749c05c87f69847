package dev.whimbrel.core.difference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The edition of the classes, which goes into the ids of patterns: under another one, other differences share a pattern. */
public final class Taxonomy {
    public static final int VERSION = 1;

    private static final int BYTES = 6;

    private Taxonomy() {}

    /** The same for the same pattern in every project and at every time: 12 hex digits. */
    public static String id(Pattern pattern) {
        List<String> parts = new ArrayList<>();
        parts.add(Integer.toString(VERSION));
        parts.add(pattern.flow());
        parts.add(pattern.rowClass().name());
        parts.add(pattern.cause());
        for (int i = 0; i < pattern.columns().size(); i++) {
            parts.add(pattern.columns().get(i));
            parts.add(pattern.classes().get(i).name());
            parts.add(pattern.masks().get(i));
        }
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
