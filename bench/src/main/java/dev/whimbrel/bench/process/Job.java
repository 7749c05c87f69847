package dev.whimbrel.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A program to run, with what it prints going to files.
 *
 * @param environment variables beside those of this process
 * @param folder where it runs and where its output is put
 */
public record Job(List<String> command, Map<String, String> environment, Path folder) {
    private static final int TAIL = 1_500;
    private static final long LIMIT_HOURS = 6;

    public Job {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A line for bash in which a failing member of a pipe fails the whole. */
    public static Job shell(String line, Map<String, String> environment, Path folder) {
        return new Job(List.of("bash", "-c", "set -o pipefail; " + line), environment, folder);
    }

    /** A JVM with the class path that is given. */
    public static Job java(
            List<String> options, String classPath, String mainClass, List<String> arguments, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return new Job(command, Map.of(), folder);
    }

    public Path output() {
        return folder.resolve("out.txt");
    }

    private Path errors() {
        return folder.resolve("err.txt");
    }

    /** Runs it to its end and says what it took; {@link CannotRun} where it ends with an error. */
    public Measured measure(Clock clock) {
        return measure(clock, Set.of(0));
    }

    /** The same where it may end with any of these codes. */
    public Measured measure(Clock clock, Set<Integer> codes) {
        Map<String, Double> before = clock.read();
        long begun = System.nanoTime();
        Process process = start();
        try (Guard guard = Guard.of(process);
                PeakMemory memory = PeakMemory.of(process.toHandle())) {
            int code = await(process);
            double seconds = (System.nanoTime() - begun) / 1e9;
            // A server's process for this client may be ending just now, and is then counted neither alive nor ended.
            pause();
            Map<String, Double> cpu = Clock.between(before, clock.read());
            if (!codes.contains(code)) {
                throw new CannotRun("ended with " + code + ": " + lastWords());
            }
            return new Measured(seconds, cpu, memory.megabytes(), Map.of());
        }
    }

    /** Starts it and comes back at once. It has no input: a program that falls over into a debugger would wait there for ever. */
    public Process start() {
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output().toFile())
                    .redirectError(errors().toFile());
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(LIMIT_HOURS, TimeUnit.HOURS)) {
                throw new CannotRun("took longer than " + LIMIT_HOURS + " hours");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of what it printed, without the name of its folder. */
    public String lastWords() {
        String all = (text(output()) + "\n" + text(errors())).strip().replace(folder.toString(), "…");
        String words = all.replaceAll("\\s+", " ");
        return words.length() <= TAIL ? words : "… " + words.substring(words.length() - TAIL);
    }

    public String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
