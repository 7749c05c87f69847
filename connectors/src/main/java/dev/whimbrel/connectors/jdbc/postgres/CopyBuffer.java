package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.mapping.RowFault;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    void setInt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    /** UTF-8, and unlike the JDK's own encoder without putting a question mark in place of half a surrogate pair. */
    void putText(String text) {
        int length = text.length();
        room(3L * length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new RowFault("NUL_CHARACTER", "PostgreSQL's text cannot hold the character U+0000");
            } else if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xC0 | c >> 6);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xE0 | c >> 12);
                bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            } else {
                i++;
                putPair(c, i < length ? text.charAt(i) : 0);
            }
        }
    }

    private void putPair(char high, int low) {
        if (!Character.isHighSurrogate(high) || low == 0 || !Character.isLowSurrogate((char) low)) {
            throw new RowFault("BAD_ENCODING", "Text holds half of a surrogate pair");
        }
        int point = Character.toCodePoint(high, (char) low);
        bytes[size++] = (byte) (0xF0 | point >> 18);
        bytes[size++] = (byte) (0x80 | point >> 12 & 0x3F);
        bytes[size++] = (byte) (0x80 | point >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | point & 0x3F);
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
