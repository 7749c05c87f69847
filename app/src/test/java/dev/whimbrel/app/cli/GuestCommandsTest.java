package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Orders given from here to a run at work in a process of its own, on real servers. */
@Timeout(240)
@Tag("alone")
final class GuestCommandsTest {
    private static final int VISITS = 16_000;
    private static final String SETTINGS = "settings: { workers: 2, chunk_rows: %d%s }%nflows:%n";

    @TempDir
    private Path folder;

    private SmallMove move;

    @SuppressWarnings("NullAway.Init")
    private Process program;

    @BeforeEach
    void load() {
        move = SmallMove.load(folder);
        move.old("insert into visit select 1000 + seq, 1 + seq % 4, '2021-01-01' from seq_1_to_" + VISITS);
    }

    @AfterEach
    void end() throws InterruptedException {
        if (program != null) {
            program.destroyForcibly().waitFor();
        }
    }

    /** So that a run lasts long enough to be given orders. */
    private static final String UNHURRIED = ", guest: { rows_per_second: { max: 3000 } }";

    @Test
    void aRunIsThrottledPausedAndResumedFromOutside() throws Exception {
        start(UNHURRIED);
        await(status -> rows(status) >= 400);
        ordered("throttle", "--rows-per-second", "300");
        JsonNode slow = await(because("THROTTLED"));
        assertThat(slow.at("/paces/0/rowsPerSecond").asDouble()).isEqualTo(300);
        assertThat(slow.at("/brake/quota/rowsPerSecond").asLong()).isEqualTo(300);
        ordered("pause", "--reason", "month's end");
        JsonNode paused = await(because("PAUSED"));
        assertThat(paused.at("/paces/0/reason").asString()).contains("paused by", "month's end");
        assertThat(move.call("status").out()).contains("Pace", "month's end", "canary");
        await(status -> noChunkInHand());
        long stood = rows(await(because("PAUSED")));
        Thread.sleep(1500);
        assertThat(rows(await(status -> true))).isEqualTo(stood);
        ordered("throttle", "--off");
        ordered("resume");
        complete();
    }

    @Test
    void aChunkInHandStandsStillAndIsGivenBackUnderALongPause() throws Exception {
        start(", guest: { rows_per_second: { max: 1500 } }", VISITS);
        await(status ->
                move.number("select count(*) from whimbrel.chunk where state = 'LEASED' and expected_rows > 4000") > 0);
        ordered("pause");
        await(because("PAUSED"));
        await(status -> noChunkInHand());
        assertThat(move.number("select count(*) from whimbrel.chunk where state = 'PENDING' and attempts > 0"))
                .as("one of each worker at most")
                .isBetween(1L, 2L);
        assertThat(output()).doesNotContain("GivenBack");
        ordered("resume");
        complete();
    }

    @Test
    void aPausedRunThatIsKilledLosesNothing() throws Exception {
        start(UNHURRIED);
        await(status -> rows(status) >= 400);
        ordered("pause");
        await(because("PAUSED"));
        program.destroyForcibly().waitFor();
        assertThat(move.call("status").out()).contains("interrupted", "paused by");
        start(UNHURRIED);
        await(because("PAUSED"));
        ordered("resume");
        complete();
    }

    @Test
    void aSignalThatCannotBeReadSlowsTheRunUntilItCan() throws Exception {
        move.target("create table canary (n int)");
        start(
                ", guest: { rows_per_second: { min: 400, max: 3000 }, timeout: 500ms, target: { canary: 'select count(*) from canary' } }");
        await(status -> rows(status) >= 400);
        move.target("alter table canary rename to canary_gone");
        JsonNode slow = await(because("UNREADABLE"));
        assertThat(slow.at("/paces/0/rowsPerSecond").asDouble()).isEqualTo(400);
        assertThat(slow.at("/paces/0/workers").asInt()).isEqualTo(1);
        assertThat(slow.at("/paces/0/reason").asString()).contains("target canary cannot be read");
        move.target("alter table canary_gone rename to canary");
        await(because("RECOVERING", "FREE"));
        complete();
    }

    @Test
    void aHeavyForegroundBringsTheRateDownAndItRecovers() throws Exception {
        start(
                ", guest: { rows_per_second: { min: 400, max: 3000 }, target: { limits: { active: 0, commit: off } }, source: { limits: { answer: off } } }");
        await(status -> rows(status) >= 400);
        Thread foreground = new Thread(() -> move.number("select 1 from pg_sleep(5)"));
        foreground.start();
        JsonNode slow = await(because("STRAINED"));
        assertThat(slow.at("/paces/0/rowsPerSecond").asDouble()).isPositive();
        assertThat(slow.at("/paces/0/reason").asString()).contains("slowed by the target active");
        foreground.join();
        await(because("RECOVERING", "FREE"));
        complete();
    }

    @Test
    void aRunAloneIsNeverHeldBackByItsOwnLoad() throws Exception {
        start("");
        complete();
        assertThat(output()).doesNotContain("slowed by", "slow, because");
    }

    @Test
    void ordersThatMakeNoSenseAreRefused() {
        assertThat(move.call("throttle").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(move.call("throttle", "--off", "--workers", "1").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(move.call("throttle", "--rows-per-second", "0").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(move.call("run").code()).isEqualTo(ExitCode.OK.number());
        assertThat(move.call("resume").err()).contains("NOT_PAUSED");
        assertThat(move.call("throttle", "--off").err()).contains("NOT_THROTTLED");
    }

    private void ordered(String... command) {
        Called called = move.call(command);
        assertThat(called.code()).as(called.err()).isZero();
    }

    private void complete() throws Exception {
        assertThat(program.waitFor(120, TimeUnit.SECONDS)).as(output()).isTrue();
        assertThat(program.exitValue()).as(output()).isZero();
        assertThat(output()).contains("complete: 16,010 rows read, all accounted for.");
    }

    private static Predicate<JsonNode> because(String... any) {
        return status -> List.of(any).contains(status.at("/paces/0/because").asString(""));
    }

    private static long rows(JsonNode status) {
        long rows = 0;
        for (JsonNode step : status.path("steps")) {
            rows += step.path("flow").asString().equals("visit")
                    ? 200 * step.path("chunksDone").asLong()
                    : 0;
        }
        return rows;
    }

    private boolean noChunkInHand() {
        return move.number("select count(*) from whimbrel.chunk where state = 'LEASED'") == 0;
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String seen = "";
        while (System.nanoTime() < end) {
            Called called = move.call("status", "--json");
            seen = called.out();
            if (called.code() == 0 && wanted.test(called.json())) {
                return called.json();
            }
            assertThat(program.isAlive()).as("at work: " + output() + seen).isTrue();
            Thread.sleep(50);
        }
        throw new AssertionError("It never came to that: " + seen);
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out.txt")) + Files.readString(folder.resolve("err.txt"));
    }

    private void start(String more) throws IOException {
        start(more, 200);
    }

    private void start(String more, int chunkRows) throws IOException {
        move.write(SmallMove.YAML.replace("flows:\n", String.format(SETTINGS, chunkRows, more)));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "-f",
                        move.file().toString())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().putAll(move.env());
        program = builder.start();
    }
}
