package dev.whimbrel.app.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was shown for a while is gone from the screen after it. */
@Timeout(60)
final class GlanceTest {
    private static final String BACK = "\u001b[2J\u001b[H\u001b[?1049l";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream screen = new PrintStream(out, true, StandardCharsets.UTF_8);

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isErasedAfterItsTime() {
        new Glance(InputStream.nullInputStream(), screen, 10).show(List.of("one", "two"), Duration.ofMillis(200));
        assertThat(shown())
                .startsWith("\u001b[?1049h\u001b[2J\u001b[Hone")
                .contains("two")
                .endsWith(BACK);
    }

    @Test
    void isErasedByEnterAndNotByWhatWasTypedBefore() throws Exception {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream keys = new PipedOutputStream(in)) {
            keys.write('\n');
            Thread typist = new Thread(() -> type(keys));
            typist.start();
            long begin = System.nanoTime();
            new Glance(in, screen, 10).show(List.of("one"), LONG);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
            assertThat(shown()).endsWith(BACK);
            typist.join();
        }
    }

    private static void type(PipedOutputStream keys) {
        try {
            Thread.sleep(500);
            keys.write("ab\n".getBytes(StandardCharsets.US_ASCII));
            keys.flush();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsTooLongComesInPages() throws Exception {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream keys = new PipedOutputStream(in)) {
            Thread typist = new Thread(() -> type(keys));
            typist.start();
            new Glance(in, screen, 4).show(List.of("one", "two", "three"), Duration.ofSeconds(3));
            typist.join();
        }
        assertThat(shown()).containsSubsequence("one", "two", "next page", "\u001b[2J", "three", "Enter erases", BACK);
    }

    @Test
    void nothingOfALongOneIsShownAfterItsTime() {
        new Glance(InputStream.nullInputStream(), screen, 4)
                .show(List.of("one", "two", "three"), Duration.ofMillis(200));
        assertThat(shown()).contains("two").doesNotContain("three").endsWith(BACK);
    }
}
