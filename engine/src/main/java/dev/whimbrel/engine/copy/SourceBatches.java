package dev.whimbrel.engine.copy;

import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of source rows into batches that fit in memory, by rows and by bytes. A thread of its own reads and maps the batches
 * ahead while the caller writes the one before: source, mapping and target are at work at the same time, and no more than
 * {@value #AHEAD} batches wait.
 */
public final class SourceBatches {
    static final int ROWS = 4_000;
    private static final long BYTES = 4L << 20;
    private static final int AHEAD = 1;

    private SourceBatches() {}

    /**
     * Reads rows to their end and closes them.
     *
     * @param each made of each row, in the reading thread
     * @param whole made of each batch, in the reading thread
     * @param batch told of each batch, in the calling thread
     */
    public static <T, B> void each(
            SourceRows rows, Function<SourceRow, T> each, Function<List<T>, B> whole, Consumer<B> batch) {
        Reading<T, B> reading = new Reading<>(rows, each, whole);
        Thread thread = new Thread(reading, Thread.currentThread().getName() + "-reader");
        thread.setDaemon(true);
        thread.start();
        try {
            for (B next = reading.take(); next != null; next = reading.take()) {
                batch.accept(next);
            }
        } finally {
            reading.end(thread);
        }
    }

    /** What the reading thread does, and what it hands over. */
    private static final class Reading<T, B> implements Runnable {
        private final SourceRows rows;
        private final Function<SourceRow, T> each;
        private final Function<List<T>, B> whole;
        private final BlockingQueue<Handed<B>> queue = new ArrayBlockingQueue<>(AHEAD);
        private volatile boolean unwanted;

        Reading(SourceRows rows, Function<SourceRow, T> each, Function<List<T>, B> whole) {
            this.rows = rows;
            this.each = each;
            this.whole = whole;
        }

        @Override
        public void run() {
            try (rows) {
                read();
                put(new Handed<>(null, null));
            } catch (RuntimeException | Error failure) {
                put(new Handed<>(null, failure));
            }
        }

        private void read() {
            List<T> gathered = new ArrayList<>();
            long bytes = 0;
            for (SourceRow row = rows.next(); row != null && !unwanted; row = rows.next()) {
                gathered.add(each.apply(row));
                bytes += row.bytes();
                if (gathered.size() >= ROWS || bytes >= BYTES) {
                    put(new Handed<>(whole.apply(gathered), null));
                    gathered = new ArrayList<>();
                    bytes = 0;
                }
            }
            if (!gathered.isEmpty()) {
                put(new Handed<>(whole.apply(gathered), null));
            }
        }

        private void put(Handed<B> handed) {
            try {
                queue.put(handed);
            } catch (InterruptedException e) {
                // Nobody interrupts this thread, since that would close a file that is being read.
                throw new IllegalStateException(e);
            }
        }

        /** The next batch, or null after the last. What the reading thread failed with is thrown here. */
        @Nullable
        B take() {
            try {
                Handed<B> handed = queue.take();
                if (handed.failure() instanceof Error error) {
                    throw error;
                }
                if (handed.failure() instanceof RuntimeException failure) {
                    throw failure;
                }
                return handed.batch();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for rows", e);
            }
        }

        /** Sees to it that nobody reads any more when this returns, so that the source is free for other use. */
        void end(Thread thread) {
            unwanted = true;
            boolean interrupted = false;
            while (thread.isAlive()) {
                // What waits is not wanted, and makes room for what is just being handed over.
                queue.clear();
                try {
                    thread.join(5);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A batch, or a failure, or neither at the end. */
    private record Handed<B>(@Nullable B batch, @Nullable Throwable failure) {}
}
