package dev.whimbrel.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed JVM ends without its hooks; its output up to then is there. */
class KillableTest {
    @TempDir
    Path folder;

    /** Prints its argument and then sleeps; its hook would print once more. */
    public static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
            System.out.println("sleeping " + arguments[0]);
            Thread.sleep(arguments[0].equals("short") ? 1 : 60_000);
        }
    }

    @Test
    void killsWithoutHooks() {
        try (Killable jvm = start("long")) {
            jvm.awaitOutput("sleeping long", Duration.ofSeconds(30));
            assertThat(jvm.isAlive()).isTrue();
            jvm.killNine();
            assertThat(jvm.waitFor(Duration.ofSeconds(1))).isEqualTo(137);
            assertThat(jvm.output()).doesNotContain("hook ran");
        }
    }

    @Test
    void endsByItself() {
        try (Killable jvm = start("short")) {
            assertThat(jvm.waitFor(Duration.ofSeconds(30))).isZero();
            assertThat(jvm.output()).contains("sleeping short", "hook ran");
            assertThatThrownBy(() -> jvm.awaitOutput("never", Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private Killable start(String argument) {
        return Killable.start(
                Sleeper.class.getName(), List.of("-Xmx32m"), List.of(argument), folder.resolve("output.txt"));
    }
}
