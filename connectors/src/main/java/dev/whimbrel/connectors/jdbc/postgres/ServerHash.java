package dev.whimbrel.connectors.jdbc.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The server's extended hash functions. The hash is Bob Jenkins's lookup3 of 2006, which is in the public domain, started as
 * PostgreSQL starts it (hash_bytes_extended and hash_bytes_uint32_extended, little-endian servers).
 */
final class ServerHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int START = 0x9e3779b9 + 3_923_095;
    private static final byte[] NONE = {};

    private ServerHash() {}

    /** The hash of {@code length} bytes from {@code from} on. */
    static long of(byte[] bytes, int from, int length, long seed) {
        return of(bytes, from, length, length, 0, seed);
    }

    /** The hash of a whole number, which is the same for each of the server's types of them. */
    static long of(long number, long seed) {
        int low = (int) number;
        int high = (int) (number >>> 32);
        return of(NONE, 0, 0, Integer.BYTES, low ^ (number >= 0 ? high : ~high), seed);
    }

    /**
     * All of it in one method, so that the three words of the state stay in registers: this runs for every field of every row.
     *
     * @param told the length that the hash is told, {@code length} or that of {@code word}
     * @param word added to what the bytes give
     */
    private static long of(byte[] bytes, int from, int length, int told, int word, long seed) {
        int a = START + told;
        int b = a;
        int c = a;
        int at = from;
        int left = length;
        boolean seeded = seed == 0;
        while (!seeded || left >= 12) {
            if (seeded) {
                a += (int) WORDS.get(bytes, at);
                b += (int) WORDS.get(bytes, at + 4);
                c += (int) WORDS.get(bytes, at + 8);
                at += 12;
                left -= 12;
            } else {
                a += (int) (seed >>> 32);
                b += (int) seed;
                seeded = true;
            }
            a = a - c ^ Integer.rotateLeft(c, 4);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 6);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 8);
            b += a;
            a = a - c ^ Integer.rotateLeft(c, 16);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 19);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        if (left >= 8) {
            a += (int) WORDS.get(bytes, at);
            b += (int) WORDS.get(bytes, at + 4);
            // The lowest byte of the third word is left to the length.
            c += few(bytes, at + 8, left - 8) << 8;
        } else if (left >= 4) {
            a += (int) WORDS.get(bytes, at);
            b += few(bytes, at + 4, left - 4);
        } else {
            a += few(bytes, at, left) + word;
        }
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return (long) b << 32 | c & 0xFFFF_FFFFL;
    }

    /** Up to three bytes as a little-endian number. */
    private static int few(byte[] bytes, int at, int count) {
        int number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = number << 8 | bytes[at + i] & 0xFF;
        }
        return number;
    }
}
