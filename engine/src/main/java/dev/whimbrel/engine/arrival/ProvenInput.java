package dev.whimbrel.engine.arrival;

import dev.whimbrel.core.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Clear bytes of an object, which at their end are proven to be all that were kept. What cannot be proven is a fault without content: wrong
 * bytes, another object in its place, a part cut off, another key.
 */
final class ProvenInput extends InputStream {
    private final InputStream clear;
    private final String object;
    private final String hash;
    private final MessageDigest digest = Sum.begun();
    private boolean ended;

    ProvenInput(InputStream clear, String object, String hash) {
        this.clear = clear;
        this.object = object;
        this.hash = hash;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (ended) {
            return -1;
        }
        int count;
        try {
            count = clear.read(bytes, offset, length);
        } catch (IOException e) {
            throw unproven();
        }
        if (count > 0) {
            digest.update(bytes, offset, count);
        } else if (count < 0) {
            ended = true;
            if (!Sum.ended(digest).equals(hash)) {
                throw unproven();
            }
        }
        return count;
    }

    /** Reads what is left, so that the whole is proven. */
    void drain() {
        byte[] rest = new byte[1 << 14];
        while (!ended) {
            read(rest, 0, rest.length);
        }
    }

    @Override
    public void close() throws IOException {
        clear.close();
    }

    private Fault unproven() {
        return Fault.target(
                "ARRIVAL_NOT_PROVEN",
                "Cannot read object " + object
                        + ": what is kept are not the bytes that were taken, or the key is not the one that they were kept with",
                "Look who may write to `arrivals.kept` and whether `arrivals.key` is the right one; bring the object back from a"
                        + " backup.",
                null);
    }
}
