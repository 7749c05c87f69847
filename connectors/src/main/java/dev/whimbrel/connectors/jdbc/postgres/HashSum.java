package dev.whimbrel.connectors.jdbc.postgres;

import java.math.BigInteger;

/** An exact sum of signed 64-bit numbers, as the server's own sum of bigints is: 128 bits, which so many rows never fill. */
final class HashSum {
    private long high;
    private long low;
    private long count;

    void add(long value) {
        long sum = low + value;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high += (value >> 63) + carry;
        low = sum;
        count++;
    }

    long count() {
        return count;
    }

    /** The sum as the server prints it. */
    String text() {
        return BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(low)))
                .toString();
    }
}
