package dev.whimbrel.connectors.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that is not decoded before someone asks for it. No byte of a character beyond ASCII is an ASCII one, so that delimiters
 * and quotes are found as well among bytes as among characters; and a string with a character for each byte is made at once,
 * whereas decoding slows down to single bytes at the first accent.
 */
final class Utf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long TOPS = 0x8080808080808080L;

    private Utf8() {}

    enum Kind {
        ASCII,
        /** Well-formed, with other characters than those of ASCII. */
        WIDER,
        /** Perhaps not well-formed; who asks is to let a decoder judge. */
        UNSURE
    }

    static Kind kind(byte[] bytes, int start, int length) {
        int end = start + length;
        int at = asciiEnd(bytes, start, end);
        Kind kind = at == end ? Kind.ASCII : Kind.WIDER;
        while (at < end) {
            int size = size(bytes, at, end);
            if (size == 0) {
                return Kind.UNSURE;
            }
            at = asciiEnd(bytes, at + size, end);
        }
        return kind;
    }

    /** The first byte from here that is no ASCII character, or the end; eight bytes are looked at together. */
    private static int asciiEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end) {
            long wider = (long) EIGHT.get(bytes, at) & TOPS;
            if (wider != 0) {
                return at + Long.numberOfTrailingZeros(wider) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Bytes of the character beyond ASCII that begins here; 0 where none is complete and in its shortest form. */
    private static int size(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (at + size > end) {
            return 0;
        }
        int character = first & 0x7F >> size;
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
            character = character << 6 | bytes[at + i] & 0x3F;
        }
        boolean is = size == 2
                || (size == 3 && character >= 0x800 && (character < 0xD800 || character > 0xDFFF))
                || (size == 4 && character >= 0x10000 && character <= 0x10FFFF);
        return is ? size : 0;
    }

    /** A string that has a character for each byte. */
    static String packed(byte[] bytes, int start, int length) {
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    /** The text of such a string, or of a part of it between ASCII characters. */
    static String text(String packed) {
        for (int i = 0; i < packed.length(); i++) {
            if (packed.charAt(i) > 0x7F) {
                return new String(packed.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return packed;
    }
}
