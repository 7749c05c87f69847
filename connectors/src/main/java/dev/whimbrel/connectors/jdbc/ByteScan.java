package dev.whimbrel.connectors.jdbc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks through texts in UTF-8, eight bytes at a time. */
public final class ByteScan {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;

    private ByteScan() {}

    /** Whether one of the bytes is zero, the one character that PostgreSQL's texts cannot hold, or {@code other}, of ASCII. */
    public static boolean holdsZeroOr(int other, byte[] bytes) {
        long others = other * ONES;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            if ((zeros(eight) | zeros(eight ^ others)) != 0) {
                return true;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] == 0 || bytes[at] == other) {
                return true;
            }
        }
        return false;
    }

    /** Not zero where one of the eight bytes is zero. */
    private static long zeros(long eight) {
        return eight - ONES & ~eight & ONES << 7;
    }
}
