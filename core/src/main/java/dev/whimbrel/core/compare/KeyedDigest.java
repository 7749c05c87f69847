package dev.whimbrel.core.compare;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Digests under a key that is drawn anew for each use, so that no data can be made to collide, and two rows that collide by accident
 * do so once. For one thread.
 */
public final class KeyedDigest {
    private final Hasher128 hasher;
    private final byte[] pair = new byte[32];

    /** @param key random */
    public KeyedDigest(long key) {
        this.hasher = Hashing.xxh3_128(key);
    }

    /** The digest of all that was added to a form. */
    public Digest of(Canonical form) {
        return digest(hasher.hashBytesTo128Bits(form.array(), 0, form.length()));
    }

    /** The digest of a text. */
    public Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of bytes, such as those of a text as UTF-8. */
    public Digest of(byte[] bytes) {
        return digest(hasher.hashBytesTo128Bits(bytes, 0, bytes.length));
    }

    /** One digest of two, whose order matters. */
    public Digest of(Digest first, Digest second) {
        first.put(pair, 0);
        second.put(pair, 16);
        return digest(hasher.hashBytesTo128Bits(pair, 0, pair.length));
    }

    private static Digest digest(HashValue128 hash) {
        return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }
}
