package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as the signal that a terminal sends, on a program of its own in mid-run. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class InterruptionTest {
    private static final int VISITS = 30_000;

    @Test
    @Timeout(180)
    void endsAfterTheChunkInHandAndGoesOnFromThere(@TempDir Path folder) throws IOException, InterruptedException {
        SmallMove move = SmallMove.load(folder);
        move.old("insert into visit select 1000 + seq, 1 + seq % 4, '2021-01-01' from seq_1_to_" + VISITS);
        // Held back, lest it be done before the signal comes.
        move.write(SmallMove.YAML.replace(
                "flows:\n",
                "settings: { workers: 1, chunk_rows: 200, guest: { rows_per_second: { max: 4000 } } }\nflows:\n"));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process program = start(move, out, err, "run");
        awaitChunks(move, program);
        String text = interrupted(program, out, err);
        assertThat(text)
                .contains(
                        "Stopping after the chunk in hand",
                        "Stopped after the chunk in hand",
                        "To go on: whimbrel run --file " + move.file())
                .doesNotContain("\tat ");
        assertThat(move.call("status").out()).contains("interrupted", "To go on");
        Called on = move.call("run");
        assertThat(on.code()).as(on.out() + on.err()).isZero();
        assertThat(on.out())
                .contains("Run 1 goes on where it was.", "Run 1 complete: 30,010 rows read, all accounted for.");
    }

    @Test
    @Timeout(180)
    void aVerificationSaysHowItGoesOn(@TempDir Path folder) throws IOException, InterruptedException {
        SmallMove move = SmallMove.load(folder);
        move.old("update client set name = 'Di' where client_id = 5");
        assertThat(move.call("run").code()).isZero();
        // It is looked at again only after a time in which the signal comes.
        move.target("update visits set seen = null where legacy_id = 12");
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process program = start(move, out, err, "verify", "--settle", "600");
        while (program.isAlive() && !Files.readString(out).contains("  client: ")) {
            Thread.sleep(50);
        }
        String text = interrupted(program, out, err);
        assertThat(text)
                .contains(
                        "Stopped in the middle of verification 1; the same command goes on with the tables that are left.",
                        "`whimbrel report 1`");
        assertThat(move.call("report", "1", "--text").out()).contains("nothing is proven yet", "Rows of all tables");
        Called on = move.call("verify", "--settle", "0");
        assertThat(on.code()).as(on.out() + on.err()).isEqualTo(ExitCode.DIFFERENCES.number());
        assertThat(on.out())
                .contains("Verification 1 goes on with the tables that are left.")
                .doesNotContain("  client: ", "Stopped");
    }

    /** What it has said by the time that it has ended. */
    private static String interrupted(Process program, Path out, Path err) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(program.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(out) + Files.readString(err);
        assertThat(program.exitValue()).as(text).isEqualTo(130);
        return text;
    }

    /** A shell starts jobs in the background deaf to Ctrl-C, and so is all that they start in turn, this build among them. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private static Process start(SmallMove move, Path out, Path err, String... line) throws IOException {
        List<String> command =
                new ArrayList<>(ignoresInterrupts() ? List.of("env", "--default-signal=INT") : List.of());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-f",
                move.file().toString()));
        command.addAll(List.of(line));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(move.env());
        return builder.start();
    }

    /** Until some chunks of the largest table are done, so that the signal comes in the midst of it. */
    private static void awaitChunks(SmallMove move, Process program) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < end && program.isAlive()) {
            Called status = move.call("status", "--json");
            if (status.code() == 0) {
                for (var step : status.json().path("steps")) {
                    if (step.path("flow").asString().equals("visit")
                            && step.path("chunksDone").asLong() >= 3) {
                        return;
                    }
                }
            }
            Thread.sleep(50);
        }
    }
}
