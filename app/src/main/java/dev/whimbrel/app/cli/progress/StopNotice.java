package dev.whimbrel.app.cli.progress;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Says a last word where a signal ends the program while this is open; nothing waits for it, since nothing is lost. */
final class StopNotice implements AutoCloseable {
    private final Thread hook;

    StopNotice(Supplier<String> word, PrintStream err) {
        hook = new Thread(
                () -> {
                    err.println();
                    err.println(word.get());
                    err.flush();
                },
                "whimbrel-stop-notice");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal came first: the program ends, and nobody waits for more of it.
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, by way of this very hook.
        }
    }
}
