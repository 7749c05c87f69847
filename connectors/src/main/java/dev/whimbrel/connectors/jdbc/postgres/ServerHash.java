package dev.whimbrel.connectors.jdbc.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The server's extended hash functions. The hash is Bob Jenkins's lookup3 of 2006, which is in the public domain, started as
 * PostgreSQL starts it (hash_bytes_extended and hash_bytes_uint32_extended, little-endian servers). For one thread.
 */
final class ServerHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int START = 0x9e3779b9 + 3_923_095;

    private int a;
    private int b;
    private int c;

    /** The hash of {@code length} bytes from {@code from} on. */
    long of(byte[] bytes, int from, int length, long seed) {
        a = START + length;
        b = a;
        c = a;
        seed(seed);
        int at = from;
        for (int left = length; left >= 12; left -= 12) {
            a += (int) WORDS.get(bytes, at);
            b += (int) WORDS.get(bytes, at + 4);
            c += (int) WORDS.get(bytes, at + 8);
            mix();
            at += 12;
        }
        rest(bytes, at, from + length - at);
        end();
        return value();
    }

    /** The hash of a whole number, which is the same for each of the server's types of them. */
    long of(long number, long seed) {
        a = START + Integer.BYTES;
        b = a;
        c = a;
        seed(seed);
        int low = (int) number;
        int high = (int) (number >>> 32);
        a += low ^ (number >= 0 ? high : ~high);
        end();
        return value();
    }

    /** Up to eleven bytes; the lowest byte of the third word is left to the length. */
    private void rest(byte[] bytes, int at, int left) {
        for (int i = 0; i < left; i++) {
            int value = bytes[at + i] & 0xFF;
            if (i < 4) {
                a += value << 8 * i;
            } else if (i < 8) {
                b += value << 8 * (i - 4);
            } else {
                c += value << 8 * (i - 7);
            }
        }
    }

    private void seed(long seed) {
        if (seed != 0) {
            a += (int) (seed >>> 32);
            b += (int) seed;
            mix();
        }
    }

    private long value() {
        return (long) b << 32 | c & 0xFFFF_FFFFL;
    }

    private void mix() {
        int x = a;
        int y = b;
        int z = c;
        x -= z;
        x ^= Integer.rotateLeft(z, 4);
        z += y;
        y -= x;
        y ^= Integer.rotateLeft(x, 6);
        x += z;
        z -= y;
        z ^= Integer.rotateLeft(y, 8);
        y += x;
        x -= z;
        x ^= Integer.rotateLeft(z, 16);
        z += y;
        y -= x;
        y ^= Integer.rotateLeft(x, 19);
        x += z;
        z -= y;
        z ^= Integer.rotateLeft(y, 4);
        y += x;
        a = x;
        b = y;
        c = z;
    }

    private void end() {
        c ^= b;
        c -= Integer.rotateLeft(b, 14);
        a ^= c;
        a -= Integer.rotateLeft(c, 11);
        b ^= a;
        b -= Integer.rotateLeft(a, 25);
        c ^= b;
        c -= Integer.rotateLeft(b, 16);
        a ^= c;
        a -= Integer.rotateLeft(c, 4);
        b ^= a;
        b -= Integer.rotateLeft(a, 14);
        c ^= b;
        c -= Integer.rotateLeft(b, 24);
    }
}
