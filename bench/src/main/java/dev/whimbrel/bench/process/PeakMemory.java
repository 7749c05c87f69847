package dev.whimbrel.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Watches the largest resident memory of a process and of those it starts; the kernel keeps each one's high-water mark. */
final class PeakMemory implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;

    private final ProcessHandle process;
    private final Map<Long, Long> kilobytes = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::watch, "peak-memory");
    private volatile boolean ended;

    private PeakMemory(ProcessHandle process) {
        this.process = process;
        thread.setDaemon(true);
    }

    static PeakMemory of(ProcessHandle process) {
        PeakMemory memory = new PeakMemory(process);
        memory.thread.start();
        return memory;
    }

    /** The sum over all processes seen, in MB of 1,024 x 1,024 bytes. What grows in the last fifth of a second is not seen. */
    double megabytes() {
        return Math.round(kilobytes.values().stream().mapToLong(Long::longValue).sum() / 102.4) / 10.0;
    }

    private void watch() {
        while (!ended) {
            look(process);
            process.descendants().forEach(this::look);
            pause();
        }
    }

    private void look(ProcessHandle one) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(one.pid()), "status"))) {
            lines.filter(line -> line.startsWith("VmHWM:"))
                    .findFirst()
                    .ifPresent(
                            line -> kilobytes.merge(one.pid(), Long.parseLong(line.replaceAll("\\D", "")), Math::max));
        } catch (IOException | java.io.UncheckedIOException e) {
            // It has ended meanwhile.
        }
    }

    private void pause() {
        try {
            Thread.sleep(EVERY_MILLIS);
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
