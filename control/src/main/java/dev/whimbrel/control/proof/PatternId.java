package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The id of a pattern: a digest of the taxonomy's version and of all its parts, each with its length, so that no two read alike. */
final class PatternId {
    private static final int TAXONOMY = 1;
    private static final int BYTES = 6;

    private PatternId() {}

    /** 12 hex digits, the same wherever the pattern is found. */
    static String of(Pattern pattern) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded(pattern));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(Pattern pattern) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(TAXONOMY);
            text(out, pattern.flow());
            text(out, pattern.rowClass().name());
            list(out, pattern.columns());
            list(out, pattern.classes().stream().map(Enum::name).toList());
            list(out, pattern.masks());
            text(out, pattern.cause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void list(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
