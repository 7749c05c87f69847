package dev.whimbrel.bench.process;

/** A contender that ended with an error; the message says what it printed last. */
public final class CannotRun extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotRun(String message) {
        super(message);
    }
}
