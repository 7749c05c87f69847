package dev.whimbrel.engine.arrival;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Encrypted objects under the hash of their bytes. Bytes pass through; none is ever written in the clear, and no more than a segment of one
 * stream is in memory.
 */
final class Vault {
    private static final int BUFFER = 1 << 16;

    private final ObjectStore store;
    private final ArrivalKey key;

    Vault(ObjectStore store, ArrivalKey key) {
        this.store = store;
        this.key = key;
    }

    ObjectStore store() {
        return store;
    }

    ArrivalKey key() {
        return key;
    }

    /** Keeps bytes, durably; false, and nothing is kept, where they are not those of this hash. */
    boolean keep(String object, String hash, InputStream bytes) {
        MessageDigest digest = Sum.begun();
        try (ObjectStore.Writing writing = store.write(object)) {
            try (OutputStream out = key.sealing(writing.bytes(), hash)) {
                byte[] buffer = new byte[BUFFER];
                for (int count = read(bytes, buffer); count >= 0; count = read(bytes, buffer)) {
                    digest.update(buffer, 0, count);
                    out.write(buffer, 0, count);
                }
            } catch (IOException e) {
                throw Fault.target(
                        "ARRIVAL_STORE_FAILED",
                        "Cannot write object " + object + " into " + store.location(),
                        "Look whether it is full, then try again.",
                        e);
            }
            if (!Sum.ended(digest).equals(hash)) {
                return false;
            }
            writing.finish();
            return true;
        }
    }

    private static int read(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException e) {
            throw Measured.unreadable(e);
        }
    }

    /** Whether an object is there and its bytes are those of its hash. */
    boolean holds(String object, String hash) {
        if (!store.has(object)) {
            return false;
        }
        try (ProvenInput in = open(object, hash)) {
            in.drain();
            return true;
        } catch (Fault e) {
            if (e.code().equals("ARRIVAL_NOT_PROVEN") || e.code().equals("ARRIVAL_BYTES_MISSING")) {
                return false;
            }
            throw e;
        } catch (IOException e) {
            throw unread(object, e);
        }
    }

    /** The clear bytes of an object. */
    ProvenInput open(String object, String hash) {
        InputStream kept = new Transport(store.read(object), object);
        try {
            return new ProvenInput(key.opening(kept, hash), object, hash);
        } catch (IOException e) {
            throw unread(object, e);
        }
    }

    private Fault unread(String object, IOException e) {
        return Fault.target(
                "ARRIVAL_STORE_FAILED",
                "Cannot read object " + object + " of " + store.location() + ": it broke off",
                "Look at the store, then try again.",
                e);
    }

    /** Tells a store that fails from bytes that are wrong: to Tink both are the same. */
    private final class Transport extends FilterInputStream {
        private final String object;

        Transport(InputStream in, String object) {
            super(in);
            this.object = object;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0] & 0xFF;
        }

        /** Tink keeps what it may have to read again, and does so until it knows the key. */
        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw unread(object, e);
            }
        }
    }
}
