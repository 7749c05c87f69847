package dev.whimbrel.app.cli.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Shows lines on a terminal for a while and takes them away again. They stand on the terminal's other screen, of which nothing
 * stays among the lines that can be scrolled back to.
 */
public final class Glance {
    private static final String OTHER_SCREEN = "\u001b[?1049h";
    private static final String CLEAR = "\u001b[2J\u001b[H";
    private static final String BACK = CLEAR + "\u001b[?1049l";
    private static final int USUAL_HEIGHT = 24;
    private static final long PAUSE_MILLIS = 50;

    private final InputStream in;
    private final PrintStream out;
    private final int pageLines;

    /** @param height lines of the screen, 0 unknown */
    public Glance(InputStream in, PrintStream out, int height) {
        this.in = in;
        this.out = out;
        this.pageLines = Math.max(1, (height > 0 ? height : USUAL_HEIGHT) - 2);
    }

    /** Shows them page by page, for so long in all, and comes back with nothing of them on the screen. */
    public void show(List<String> lines, Duration time) {
        // Ctrl-C ends the program, but not what stands on the screen.
        Thread hook = new Thread(this::erase, "whimbrel-erase");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            out.print(OTHER_SCREEN);
            pages(lines, time);
        } finally {
            erase();
            unhook(hook);
        }
    }

    private void pages(List<String> lines, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        skipTyped();
        for (int from = 0; from < lines.size(); from += pageLines) {
            int to = Math.min(lines.size(), from + pageLines);
            out.print(CLEAR);
            lines.subList(from, to).forEach(out::println);
            out.print((to < lines.size() ? "Enter shows the next page; " : "Enter erases this; ") + "all is erased "
                    + time.toSeconds() + " s after it was shown.");
            out.flush();
            if (!awaitsEnter(end)) {
                return;
            }
        }
    }

    /** What was typed before shall not take away what nobody has seen yet. */
    private void skipTyped() {
        try {
            in.skipNBytes(in.available());
        } catch (IOException e) {
            // Then there is nothing to skip.
        }
    }

    /** False once the time is over. */
    private boolean awaitsEnter(long end) {
        while (System.nanoTime() < end) {
            try {
                if (in.available() > 0 && in.read() == '\n') {
                    return true;
                }
                if (in.available() == 0) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (IOException e) {
                return false;
            }
        }
        return false;
    }

    private void erase() {
        out.print(BACK);
        out.flush();
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, by way of this very hook.
        }
    }
}
