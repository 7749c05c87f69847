package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a row of one side: 44 bytes and its key.
 *
 * @param key digest of its key
 * @param content digest of its compared columns
 * @param tenant number of its owner
 * @param cause number of why the mapping cannot make it; 0 where it can
 * @param text canonical text of its key
 */
public record Entry(Digest key, Digest content, int tenant, int cause, String text) {
    private static final int DIGEST = 16;
    private static final int HEAD = 2 * DIGEST + 3 * Integer.BYTES;

    /** Bytes of an entry whose key has so many. */
    static int size(int keyBytes) {
        return HEAD + keyBytes;
    }

    /** Writes an entry from the start of {@code bytes}. */
    static void write(byte[] bytes, Digest key, Digest content, int tenant, int cause, byte[] name) {
        key.put(bytes, 0);
        content.put(bytes, DIGEST);
        ByteBuffer.wrap(bytes, 2 * DIGEST, bytes.length - 2 * DIGEST)
                .putInt(tenant)
                .putInt(cause)
                .putInt(name.length)
                .put(name);
    }

    static List<Entry> all(byte[] bytes) {
        List<Entry> entries = new ArrayList<>();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            Digest key = new Digest(from.getLong(), from.getLong());
            Digest content = new Digest(from.getLong(), from.getLong());
            int tenant = from.getInt();
            int cause = from.getInt();
            int length = from.getInt();
            entries.add(new Entry(
                    key, content, tenant, cause, new String(bytes, from.position(), length, StandardCharsets.UTF_8)));
            from.position(from.position() + length);
        }
        return entries;
    }
}
