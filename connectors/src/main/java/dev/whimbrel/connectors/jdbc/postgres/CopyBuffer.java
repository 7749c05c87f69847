package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.connectors.jdbc.ByteScan;
import dev.whimbrel.core.mapping.RowFault;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in network order, growing as needed up to the 2 GB of a Java array. */
final class CopyBuffer {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    /** @param expected about how many bytes there will be */
    CopyBuffer(int expected) {
        bytes = new byte[Math.max(1 << 10, expected)];
    }

    int size() {
        return size;
    }

    /** The bytes themselves, of which {@link #size()} count. */
    byte[] array() {
        return bytes;
    }

    /** Forgets all from {@code size} on. */
    void truncate(int newSize) {
        size = newSize;
    }

    void putByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void putShort(int value) {
        room(2);
        SHORTS.set(bytes, size, (short) value);
        size += 2;
    }

    void putInt(int value) {
        room(4);
        setInt(size, value);
        size += 4;
    }

    void putLong(long value) {
        room(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    void putBytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Some bytes of {@code value}, with their number in front. */
    void putField(byte[] value, int at, int length) {
        room(Integer.BYTES + length);
        setInt(size, length);
        System.arraycopy(value, at, bytes, size + Integer.BYTES, length);
        size += Integer.BYTES + length;
    }

    void setInt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    /** UTF-8, and unlike the JDK's own encoder without putting a question mark in place of half a surrogate pair. */
    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // A question mark may stand for what is no character.
        if (ByteScan.holdsZeroOr('?', utf8)) {
            check(text);
        }
        putBytes(utf8);
    }

    private static void check(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new RowFault("NUL_CHARACTER", "PostgreSQL's text cannot hold the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                int point = text.codePointAt(i);
                if (!Character.isSupplementaryCodePoint(point)) {
                    throw new RowFault("BAD_ENCODING", "Text holds half of a surrogate pair");
                }
                i++;
            }
        }
    }

    private void room(long more) {
        if (more > bytes.length - size) {
            grow(size + more);
        }
    }

    private void grow(long wanted) {
        if (wanted > Integer.MAX_VALUE - 16) {
            throw new RowFault(
                    "TOO_LONG", "The row and those before it are larger than 2 GB; use a smaller chunk_bytes");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(wanted, 2L * bytes.length)));
    }
}
