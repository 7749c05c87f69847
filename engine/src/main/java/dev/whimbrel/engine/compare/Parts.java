package dev.whimbrel.engine.compare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts and bytes one after the other, each after its length. */
public final class Parts {
    private Parts() {}

    public static byte[] of(byte[]... parts) {
        int size = Arrays.stream(parts)
                .mapToInt(part -> Integer.BYTES + part.length)
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            bytes.putInt(part.length).put(part);
        }
        return bytes.array();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The next one. */
    public static byte[] next(ByteBuffer from) {
        byte[] part = new byte[from.getInt()];
        from.get(part);
        return part;
    }

    public static String nextText(ByteBuffer from) {
        return new String(next(from), StandardCharsets.UTF_8);
    }
}
