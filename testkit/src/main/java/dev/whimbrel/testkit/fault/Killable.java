package dev.whimbrel.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with the class path of this one, which a test may kill as {@code kill -9} does: no hook runs, nothing is
 * flushed. All it prints goes to a file.
 */
public final class Killable implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Killable(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param mainClass name of a class with a main method
     * @param options of the JVM, such as {@code -Xmx64m} or {@code -Dname=value}
     * @param arguments of the program
     * @param output file for what it prints on both streams; emptied first
     */
    public static Killable start(String mainClass, List<String> options, List<String> arguments, Path output) {
        return start(mainClass, options, arguments, Map.of(), output);
    }

    /** The same with further environment variables. */
    public static Killable start(
            String mainClass,
            List<String> options,
            List<String> arguments,
            Map<String, String> environment,
            Path output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It compiles as far as the tests themselves do.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel"))
                .forEach(command::add);
        command.addAll(options);
        command.add("-cp");
        // Surefire may hand over its class path in the manifest of a jar; the real one is then under this name.
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(mainClass);
        command.addAll(arguments);
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new Killable(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it at once and waits until it is gone. */
    public void killNine() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends it a signal by name, such as {@code STOP}, {@code CONT} or {@code INT}. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it ends by itself within this time. */
    public boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end and gives its exit code; 137 after a kill. */
    public int waitFor(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Cannot wait longer than " + limit + " for the process: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it has printed this text; a failure says what it printed instead. */
    public void awaitOutput(String text, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!output().contains(text)) {
            if (!process.isAlive() && !output().contains(text) || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Cannot find \"" + text + "\" in what the process printed: " + output());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The most memory that it ever held, as the system counts it; 0 once it has ended. */
    public long peakResidentKilobytes() {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            // It has ended between two looks.
        }
        return 0;
    }

    /** All that it has printed so far. */
    public String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        killNine();
    }
}
