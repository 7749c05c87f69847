package dev.whimbrel.engine.compare;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work that goes on in a thread of its own beside that of the caller; where one of the two fails, the other ends too. */
public final class Beside {
    private final Thread thread;
    private volatile boolean unwanted;
    private volatile @Nullable Throwable failure;

    private Beside(String name, Consumer<Stop> work) {
        thread = new Thread(() -> run(work), name);
        thread.setDaemon(true);
    }

    public static Beside start(String name, Consumer<Stop> work) {
        Beside beside = new Beside(name, work);
        beside.thread.start();
        return beside;
    }

    /** Asked by the work now and then whether anybody still wants it. */
    public interface Stop {
        void check();
    }

    private void run(Consumer<Stop> work) {
        try {
            work.accept(() -> {
                if (unwanted) {
                    throw new Unwanted();
                }
            });
        } catch (Unwanted e) {
            return;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Throws what the work failed with, if it did. */
    public void check() {
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Ends the work and waits until it has ended. */
    public void stop() {
        unwanted = true;
        join();
    }

    /** Waits for the work's end, and throws what it failed with. */
    public void await() {
        join();
        check();
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                unwanted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody wants the work any more. */
    private static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
