package dev.whimbrel.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs on the PATH and their versions. */
public final class Programs {
    private static final Pattern VERSION = Pattern.compile(".*\\d+\\.\\d+.*");

    private Programs() {}

    /** Where a program stands on the PATH. */
    public static Optional<Path> find(String program) {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The line in which a program tells its version, or that it is absent. */
    public static String version(String program) {
        return find(program)
                .map(path -> firstVersion(said(List.of(path.toString(), "--version"))))
                .orElse("absent");
    }

    /** All that a short command prints, on both streams; empty where it cannot be run. */
    public static String said(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String firstVersion(String text) {
        return text.lines()
                .filter(line -> VERSION.matcher(line).matches() && !line.contains("INFO"))
                .findFirst()
                .orElse(text.lines().findFirst().orElse("unknown"))
                .strip();
    }
}
