package dev.whimbrel.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that is done behind somebody's back is done in order and to its end, or he hears of it. */
@Timeout(30)
class BehindTest {
    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void allIsDoneInOrderByAnotherThread() {
        List<String> threads = Collections.synchronizedList(new ArrayList<>());
        try (Behind behind = Behind.start("behind-test")) {
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                behind.then(() -> {
                    done.add(number);
                    threads.add(Thread.currentThread().getName());
                });
            }
            behind.await();
        }
        assertThat(done).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(threads).containsOnly("behind-test");
    }

    @Test
    void whoeverBringsMoreHearsOfWhatFailedAndNothingIsDoneAfterIt() {
        try (Behind behind = Behind.start("behind-test")) {
            behind.then(BehindTest::fail);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            behind.then(() -> done.add(1));
                        }
                    })
                    .hasMessage("no room");
        }
        assertThat(done).isEmpty();
    }

    @Test
    void whoeverWaitsForTheEndHearsOfIt() {
        try (Behind behind = Behind.start("behind-test")) {
            behind.then(BehindTest::fail);
            assertThatThrownBy(behind::await).hasMessage("no room");
        }
    }

    private static void fail() {
        throw new IllegalStateException("no room");
    }

    @Test
    void nothingMoreIsBegunOnceNobodyWantsIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        try (Behind behind = Behind.start("behind-test")) {
            Thread caller = Thread.currentThread();
            behind.then(() -> {
                begun.countDown();
                untilOpen(seen);
                untilWaiting(caller);
            });
            behind.then(() -> done.add(1));
            begun.await();
            seen.countDown();
        }
        assertThat(done).isEmpty();
    }

    private static void untilOpen(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    /** That is when it waits for this thread to end. */
    private static void untilWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
