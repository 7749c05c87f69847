package dev.whimbrel.bench.process;

import java.util.stream.Stream;

/** Takes a program, and all that it started, along when the work on it ends early: by an error, or as the bench itself is ended. */
final class Guard implements AutoCloseable {
    private final Process process;
    private final Thread hook;

    private Guard(Process process) {
        this.process = process;
        this.hook = new Thread(this::kill, "end-program");
    }

    static Guard of(Process process) {
        Guard guard = new Guard(process);
        try {
            Runtime.getRuntime().addShutdownHook(guard.hook);
        } catch (IllegalStateException e) {
            // The bench is ending: the program comes too late.
            guard.kill();
            throw e;
        }
        return guard;
    }

    /** Its children first: once it is gone, they are no longer known as its own. */
    private void kill() {
        Stream.concat(process.descendants().toList().stream(), Stream.of(process.toHandle()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook at work.
        }
    }
}
