package dev.whimbrel.app.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Whether a person watches, and how large the window is. */
final class Terminal {
    private Terminal() {}

    /** Since Java 22 there is a console even without a terminal; it must be asked. */
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Characters in a line and lines, 0 unknown. */
    record Size(int width, int height) {
        static final Size UNKNOWN = new Size(0, 0);
    }

    static Size size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectErrorStream(true)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return Size.UNKNOWN;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int blank = size.indexOf(' ');
            return size.matches("\\d{1,5} \\d{1,5}")
                    ? new Size(Integer.parseInt(size.substring(blank + 1)), Integer.parseInt(size.substring(0, blank)))
                    : Size.UNKNOWN;
        } catch (IOException e) {
            return Size.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Size.UNKNOWN;
        }
    }
}
