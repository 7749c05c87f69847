package dev.whimbrel.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GuardTest {
    @Test
    void aProgramAndItsChildrenEndWithTheWorkOnThem() throws IOException, InterruptedException {
        Process program = new ProcessBuilder("bash", "-c", "sleep 600 & echo started; wait").start();
        program.inputReader().readLine();
        List<ProcessHandle> children = program.descendants().toList();
        assertThat(children).hasSize(1);
        Guard.of(program).close();
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle child : children) {
            child.onExit().orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(child.isAlive()).isFalse();
        }
    }
}
