package dev.whimbrel.app.cli.progress;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a run after the chunk in hand: while it is open, a signal to end asks {@code stop} and then keeps the JVM alive
 * until this is closed, which is after the last word was printed.
 */
public final class Interruption implements AutoCloseable {
    /** A chunk takes seconds; what takes longer than this is stuck, and the lease is left to run out. */
    private static final long PATIENCE_MINUTES = 10;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    public Interruption(Runnable stop, PrintStream err) {
        hook = new Thread(
                () -> {
                    err.println();
                    err.println("Stopping after the chunk in hand …");
                    err.flush();
                    stop.run();
                    await();
                },
                "whimbrel-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            if (!closed.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, by way of this very hook.
        }
    }
}
