package dev.whimbrel.engine.compare;

import dev.whimbrel.core.fault.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries by bucket, on disk: one file in which each bucket has blocks of its own, written one after the other and read bucket by
 * bucket. In memory are one block for each bucket and where the others stand. The file is gone as soon as this is closed, or the
 * process ends.
 */
public final class Spill implements AutoCloseable {
    private static final int BLOCK = 8 << 10;

    private final FileChannel file;
    private final List<Blocks> buckets;
    private long end;

    public Spill(Path folder, int buckets) {
        try {
            this.file = temporary(folder);
        } catch (IOException e) {
            throw full(e);
        }
        this.buckets = new ArrayList<>(buckets);
        for (int i = 0; i < buckets; i++) {
            this.buckets.add(new Blocks());
        }
    }

    /** A file that only this process can read, and that is gone when it ends, in whatever way. */
    static FileChannel temporary(Path folder) throws IOException {
        return FileChannel.open(
                Files.createTempFile(folder, "whimbrel-", ".tmp"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Appends the first {@code length} bytes of an entry. */
    public void add(int bucket, byte[] entry, int length) {
        Blocks blocks = buckets.get(bucket);
        if (blocks.filled + length > BLOCK) {
            write(blocks);
        }
        blocks.append(entry, length);
    }

    /** All entries of a bucket, one after the other, in the order in which they came. */
    public byte[] read(int bucket) {
        Blocks blocks = buckets.get(bucket);
        byte[] all = new byte[blocks.size()];
        int at = 0;
        try {
            for (int i = 0; i < blocks.count; i++) {
                ByteBuffer block = ByteBuffer.wrap(all, at, (int) blocks.places[2 * i + 1]);
                long from = blocks.places[2 * i];
                while (block.hasRemaining()) {
                    int read = file.read(block, from + block.position() - at);
                    if (read < 0) {
                        throw new IOException("The file ends too early");
                    }
                }
                at = block.position();
            }
        } catch (IOException e) {
            throw full(e);
        }
        System.arraycopy(blocks.block, 0, all, at, blocks.filled);
        return all;
    }

    private void write(Blocks blocks) {
        if (blocks.filled == 0) {
            return;
        }
        try {
            ByteBuffer block = ByteBuffer.wrap(blocks.block, 0, blocks.filled);
            while (block.hasRemaining()) {
                file.write(block, end + block.position());
            }
        } catch (IOException e) {
            throw full(e);
        }
        blocks.written(end);
        end += blocks.filled;
        blocks.filled = 0;
    }

    static Fault full(IOException e) {
        return Fault.internal(
                "SPILL_FAILED",
                "Cannot keep digests on disk: " + e.getClass().getSimpleName() + " in the folder for temporary files."
                        + " Free some space, or name another folder with -Djava.io.tmpdir in WHIMBREL_JAVA_OPTIONS",
                e);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // Nobody reads it any more.
            return;
        }
    }

    /** One bucket's blocks: offset and length of each that is written, and the one that is being filled. */
    private static final class Blocks {
        private long[] places = new long[4];
        private int count;
        private byte[] block = new byte[0];
        private int filled;

        void append(byte[] entry, int length) {
            if (block.length - filled < length) {
                block = Arrays.copyOf(block, Math.max(filled + length, Math.min(BLOCK, 2 * block.length + 256)));
            }
            System.arraycopy(entry, 0, block, filled, length);
            filled += length;
        }

        void written(long at) {
            if (places.length < 2 * count + 2) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[2 * count] = at;
            places[2 * count + 1] = filled;
            count++;
        }

        int size() {
            long size = filled;
            for (int i = 0; i < count; i++) {
                size += places[2 * i + 1];
            }
            return Math.toIntExact(size);
        }
    }
}
