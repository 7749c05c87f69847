package dev.whimbrel.connectors.jdbc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the one character that PostgreSQL's texts cannot hold. */
final class Nul {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;

    private Nul() {}

    /** Whether one of the bytes is zero; eight are looked at together. */
    static boolean isIn(byte[] bytes) {
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            if ((eight - ONES & ~eight & ONES << 7) != 0) {
                return true;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }
}
