package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.mapping.RowFault;
import java.util.Arrays;

/** Bytes in network order, growing as needed up to the 2 GB of a Java array. */
final class CopyBuffer {
    private byte[] bytes = new byte[1 << 16];
    private int size;

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
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        room(4);
        setInt(size, value);
        size += 4;
    }

    void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    void putBytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void setInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
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
        long wanted = size + more;
        if (wanted > Integer.MAX_VALUE - 16) {
            throw new RowFault(
                    "TOO_LONG", "The row and those before it are larger than 2 GB; use a smaller chunk_bytes");
        }
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(wanted, 2L * bytes.length)));
        }
    }
}
