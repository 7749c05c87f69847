package dev.whimbrel.core.compare;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.whimbrel.core.schema.Column;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A 128-bit digest, of one row or, added up, of a set of rows in any order. Sums and not XOR, so that a row that comes twice
 * does not vanish. XXH3-128 is fast and not cryptographic: it finds accidents, not forgeries.
 */
public record Digest(long high, long low) implements Comparable<Digest> {
    public static final Digest ZERO = new Digest(0, 0);

    /** The digest of a row's values. */
    public static Digest of(@Nullable Object[] values) {
        Canonical form = new Canonical();
        for (Object value : values) {
            form.add(value);
        }
        return of(form);
    }

    /**
     * The digest of a row's values as a target's columns keep them, see {@link Fitted}: equal for a row that was written and the
     * same row read back. Both sides of a comparison have to be made with the same columns.
     */
    public static Digest of(List<Column> columns, @Nullable Object[] values) {
        return new RowDigest(columns).of(values);
    }

    static Digest of(Canonical form) {
        HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(form.array(), 0, form.length());
        return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** The sum modulo 2^128. */
    public Digest plus(Digest other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Digest(high + other.high + carry, sum);
    }

    /** Writes its 16 bytes, in the order of the hex digits. */
    public void put(byte[] bytes, int at) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[at + i] = (byte) (high >>> (56 - 8 * i));
            bytes[at + Long.BYTES + i] = (byte) (low >>> (56 - 8 * i));
        }
    }

    /** In an order of no meaning. */
    @Override
    public int compareTo(Digest other) {
        return high == other.high ? Long.compare(low, other.low) : Long.compare(high, other.high);
    }

    /** 32 hex digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
