package dev.whimbrel.engine.compare;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of work that are done one after the other, in the order in which they come, by a thread of its own, while the caller goes on to
 * prepare the next ones. Only a few wait at a time: whoever brings more waits himself.
 */
final class Behind implements AutoCloseable {
    private static final int MOST = 4;
    private static final long PATIENCE_MILLIS = 100;
    private static final Runnable LAST = () -> {};

    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST);
    private final Beside beside;

    private Behind(String name) {
        beside = Beside.start(name, this::work);
    }

    static Behind start(String name) {
        return new Behind(name);
    }

    private void work(Beside.Stop stop) {
        for (Runnable next = poll(); next != LAST; next = poll()) {
            stop.check();
            if (next != null) {
                next.run();
            }
        }
    }

    private @Nullable Runnable poll() {
        try {
            return waiting.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread: it ends where it is asked to stop.
            return null;
        }
    }

    /** Has a piece of work done in its turn; throws what an earlier one failed with. */
    void then(Runnable work) {
        boolean interrupted = false;
        boolean taken = false;
        while (!taken) {
            beside.check();
            try {
                taken = waiting.offer(work, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all of it is done, and throws what it failed with. */
    void await() {
        then(LAST);
        beside.await();
    }

    /** Ends it, whether all is done or not. */
    @Override
    public void close() {
        beside.stop();
    }
}
