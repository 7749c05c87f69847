package dev.whimbrel.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of objects does. */
public abstract class ObjectStoreContract {
    private static final String NAME = "0a1b/c2d3";

    @SuppressWarnings("NullAway.Init")
    private ObjectStore store;

    /** An empty store. */
    protected abstract ObjectStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void write(String name, byte[] bytes) throws IOException {
        try (ObjectStore.Writing writing = store.write(name)) {
            try (OutputStream out = writing.bytes()) {
                out.write(bytes, 0, bytes.length / 2);
                for (int i = bytes.length / 2; i < Math.min(bytes.length, bytes.length / 2 + 100); i++) {
                    out.write(bytes[i]);
                }
                int written = Math.min(bytes.length, bytes.length / 2 + 100);
                out.write(bytes, written, bytes.length - written);
            }
            writing.finish();
        }
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = store.read(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        for (int size : new int[] {0, 1, 100_000, 8 << 20, (20 << 20) + 1}) {
            byte[] bytes = bytes(size, size);
            write(NAME, bytes);
            assertThat(store.has(NAME)).isTrue();
            assertThat(read(NAME)).as("%d bytes", size).isEqualTo(bytes);
        }
    }

    @Test
    void whatIsNotFinishedIsNotThere() throws IOException {
        for (int size : new int[] {10, 9 << 20}) {
            try (ObjectStore.Writing writing = store.write(NAME)) {
                writing.bytes().write(bytes(size, 1));
            }
            assertThat(store.has(NAME)).isFalse();
        }
        write(NAME, bytes(10, 1));
        try (ObjectStore.Writing writing = store.write(NAME)) {
            writing.bytes().write(bytes(10, 2));
        }
        assertThat(read(NAME)).isEqualTo(bytes(10, 1));
    }

    @Test
    void twoWritersOfOneNameDoNotMix() throws IOException {
        try (ObjectStore.Writing one = store.write(NAME);
                ObjectStore.Writing two = store.write(NAME)) {
            one.bytes().write(bytes(9 << 20, 1));
            two.bytes().write(bytes(9 << 20, 2));
            one.finish();
            assertThat(read(NAME)).isEqualTo(bytes(9 << 20, 1));
            two.finish();
        }
        assertThat(read(NAME)).isEqualTo(bytes(9 << 20, 2));
    }

    /** Whoever does not want the rest need not wait for it. */
    @Test
    void readingMayEndEarly() throws IOException {
        byte[] bytes = bytes(1 << 20, 1);
        write(NAME, bytes);
        try (InputStream in = store.read(NAME)) {
            assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes, 10));
        }
        assertThat(read(NAME)).isEqualTo(bytes);
    }

    @Test
    void whatIsDeletedIsGone() throws IOException {
        write(NAME, bytes(10, 1));
        store.delete(NAME);
        store.delete(NAME);
        store.delete("never/there");
        assertThat(store.has(NAME)).isFalse();
        assertThat(catchThrowableOfType(Fault.class, () -> store.read(NAME)).code())
                .isEqualTo("ARRIVAL_BYTES_MISSING");
    }

    @Test
    void whatWasLeftUnfinishedIsSweptOnceItIsOld() throws IOException {
        write("kept/1", bytes(10, 1));
        ObjectStore.Writing left = store.write(NAME);
        left.bytes().write(bytes(9 << 20, 1));
        assertThat(store.sweep(Instant.now().minus(Duration.ofHours(1)))).isZero();
        assertThat(store.sweep(Instant.now().plus(Duration.ofHours(1)))).isEqualTo(1);
        assertThat(store.sweep(Instant.now().plus(Duration.ofHours(1)))).isZero();
        assertThat(read("kept/1")).isEqualTo(bytes(10, 1));
    }
}
