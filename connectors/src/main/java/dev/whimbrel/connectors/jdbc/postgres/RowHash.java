package dev.whimbrel.connectors.jdbc.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What {@code hashbyteaextended(record_send(row(…)), seed)} gives for a row, worked out on our side from the row as COPY BINARY has
 * it: so that the server can say in one number how its rows look, without sending them back. The hash is Bob Jenkins's lookup3 of
 * 2006, which is in the public domain, started as PostgreSQL starts it (hash_bytes_extended, little-endian servers); the form of a
 * row is that of record_send: number of fields, then for each its type's object id, its length or -1, and its bytes.
 */
final class RowHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FIELDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int START = 0x9e3779b9 + 3_923_095;

    private final int[] types;
    private final int seedHigh;
    private final int seedLow;
    private byte[] image = new byte[1024];

    private int a;
    private int b;
    private int c;

    RowHash(int[] types, long seed) {
        this.types = types;
        this.seedHigh = (int) (seed >>> 32);
        this.seedLow = (int) seed;
    }

    /** The hash of the row whose fields, each a length and bytes, start at {@code from} and end at {@code to}. */
    long of(byte[] fields, int from, int to) {
        int size = 4 + 4 * types.length + (to - from);
        if (image.length < size) {
            image = new byte[2 * size];
        }
        set(0, types.length);
        int at = 4;
        int field = from;
        for (int type : types) {
            set(at, type);
            int length = ColumnEncoder.int4(fields, field);
            int whole = 4 + Math.max(0, length);
            System.arraycopy(fields, field, image, at + 4, whole);
            at += 4 + whole;
            field += whole;
        }
        return hash(size);
    }

    private void set(int at, int value) {
        FIELDS.set(image, at, value);
    }

    private long hash(int length) {
        a = START + length;
        b = a;
        c = a;
        if ((seedHigh | seedLow) != 0) {
            a += seedHigh;
            b += seedLow;
            mix();
        }
        int at = 0;
        for (; length - at >= 12; at += 12) {
            a += word(at);
            b += word(at + 4);
            c += word(at + 8);
            mix();
        }
        rest(at, length - at);
        end();
        return (long) b << 32 | c & 0xFFFF_FFFFL;
    }

    /** Up to eleven bytes; the lowest byte of the third word is left to the length. */
    private void rest(int at, int left) {
        for (int i = 0; i < left; i++) {
            int value = image[at + i] & 0xFF;
            if (i < 4) {
                a += value << 8 * i;
            } else if (i < 8) {
                b += value << 8 * (i - 4);
            } else {
                c += value << 8 * (i - 7);
            }
        }
    }

    private int word(int at) {
        return (int) WORDS.get(image, at);
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
