package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Brake;
import dev.whimbrel.control.ledger.Pacing;
import dev.whimbrel.control.ledger.Pacing.Because;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process to what its hosts can bear and its people allow: looks at both systems twice a second, fetches orders every
 * second, and lets workers take chunks and rows accordingly. Every reader has a thread of its own, so that a server that hangs is noticed
 * by those that do not.
 */
public final class Guest implements AutoCloseable {
    /** Between two looks, and between two judgements: several of both must fit into the seconds within which a run has to give way. */
    private static final long BEAT_MILLIS = 500;
    /** Between two visits to the ledger. */
    private static final long REPORT_MILLIS = 1_000;

    /** Between two touches, on average: where others are at work, and where nobody is. */
    private static final long TOUCH_MILLIS = 45;

    private static final long LONELY_TOUCH_MILLIS = 250;

    private static final int QUIET_LOOKS = 6;
    /** Twelve times that is longer than somebody is seen who does nothing more. */
    private static final long GONE_MILLIS = 100;

    private static final long FIRST_SECONDS = 4;
    /** How long a worker is held within a chunk in all: its transaction is open meanwhile. */
    private static final Duration PER_CHUNK = Duration.ofSeconds(10);

    private static final long GLANCE_MILLIS = 100;
    private static final long PARKED_MILLIS = 500;

    /** Where the times come from: the wall for windows, and a clock as {@link System#nanoTime} for rates. */
    record Clocks(InstantSource wall, LongSupplier nanoTime) {
        static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
    }

    private final GuestSettings settings;
    private final int most;
    private final Desk desk;
    private final Consumer<Pacing> listener;
    private final Clocks clocks;
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<Sense> senses = new ArrayList<>();
    private final Governor governor;
    private final Bucket bucket;
    private final Meter meter;
    private final Rest rest;
    /** Workers that took a turn and have not come back for the next. */
    private final Set<Integer> atWork = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(6, task -> {
        Thread thread = new Thread(task, "whimbrel-guest");
        thread.setDaemon(true);
        return thread;
    });

    private volatile Desk.Orders orders = Desk.Orders.NONE;
    private volatile Allowance allowance;
    private volatile @Nullable Pacing pacing;

    /**
     * Makes a guest that has not begun to look.
     *
     * @param most workers of this process
     * @param listener hears what holds about twice a second
     */
    public Guest(GuestSettings settings, int most, Host source, Host target, Desk desk, Consumer<Pacing> listener) {
        this(settings, most, source, target, desk, listener, Clocks.SYSTEM);
    }

    Guest(
            GuestSettings settings,
            int most,
            Host source,
            Host target,
            Desk desk,
            Consumer<Pacing> listener,
            Clocks clocks) {
        this.settings = settings;
        this.most = most;
        this.desk = desk;
        this.listener = listener;
        this.clocks = clocks;
        this.governor = new Governor(settings, most);
        this.bucket = new Bucket(clocks.nanoTime().getAsLong());
        this.meter = new Meter(bucket, clocks.nanoTime().getAsLong());
        this.rest = new Rest(clocks.nanoTime());
        this.allowance = Allowance.none(Because.UNREADABLE, "nothing was looked at yet");
        watch("source", settings.source(), source);
        watch("target", settings.target(), target);
    }

    private void watch(String name, GuestSettings.Watch watch, Host host) {
        if (!settings.watch()) {
            host.close();
            return;
        }
        long stale = settings.timeout().toNanos() + TimeUnit.MILLISECONDS.toNanos(4 * BEAT_MILLIS);
        Side side = new Side(name, watch);
        if (host.vitals() != null) {
            watchers.add(new Watcher(host.vitals(), side, stale, clocks.nanoTime()));
        }
        if (host.feeler() != null && !watch.ignores(host.feeler().signal())) {
            senses.add(new Sense(host.feeler(), side, rest, stale, clocks.nanoTime()));
        } else if (host.feeler() != null) {
            host.feeler().close();
        }
    }

    /** Takes the first look and the orders, before any worker starts; then goes on by itself. */
    public Guest start() {
        orders = desk.orders();
        List<Runnable> looks = new ArrayList<>();
        watchers.forEach(watcher -> looks.add(() -> {
            watcher.learn(QUIET_LOOKS, () -> sleep(GONE_MILLIS));
            every(BEAT_MILLIS, watcher::look);
        }));
        first(looks);
        watchers.forEach(watcher -> watcher.judge(true));
        boolean others = isBesideOthers();
        List<Runnable> touches = new ArrayList<>();
        senses.forEach(sense -> touches.add(() -> {
            sense.learn(others);
            feel(sense);
        }));
        first(touches);
        beat();
        every(REPORT_MILLIS, this::report);
        every(BEAT_MILLIS, this::beat);
        return this;
    }

    /** Not evenly, lest it always meet the same moment of our own rhythm. */
    private void feel(Sense sense) {
        long most = sense.isUrgent() ? TOUCH_MILLIS : LONELY_TOUCH_MILLIS;
        long millis = most / 2 + ThreadLocalRandom.current().nextLong(most);
        try {
            threads.schedule(
                    () -> {
                        try {
                            sense.touch();
                        } finally {
                            feel(sense);
                        }
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // It is closed.
            return;
        }
    }

    private void every(long millis, Runnable task) {
        threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // What could not be done is missed by whoever judges: a look grows stale, an order holds on.
                        return;
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Side by side. What does not answer by then counts as unreadable until it does. */
    private void first(List<Runnable> tasks) {
        CountDownLatch done = new CountDownLatch(tasks.size());
        tasks.forEach(task -> threads.execute(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        }));
        try {
            if (!done.await(FIRST_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        Pacing now = pacing;
        if (now != null) {
            desk.tell(now);
        }
        orders = desk.orders();
    }

    /** One step: judges the last looks and sets what holds from now on. */
    void beat() {
        Desk.Orders held = orders;
        boolean quiet = allowance.because().stops();
        List<Verdict> verdicts = verdicts(quiet);
        Share share = new Share(held.processes(), held.rank());
        long now = clocks.nanoTime().getAsLong();
        Allowance governed = governor.tick(verdicts, meter.look(now), share, isBesideOthers());
        if (governor.hasCut()) {
            senses.forEach(Sense::forget);
        }
        Allowance open = governed.and(quota(held.brake(), share));
        bucket.rate(open.rowsPerSecond(), now);
        Allowance all = stopped(held.brake(), open);
        allowance = all;
        Pacing told = new Pacing(
                all.workers(),
                all.rowsPerSecond(),
                all.because(),
                all.reason(),
                verdicts.stream().map(Verdict::vital).toList());
        pacing = told;
        listener.accept(told);
    }

    private List<Verdict> verdicts(boolean quiet) {
        List<Verdict> verdicts = new ArrayList<>();
        watchers.forEach(watcher -> verdicts.addAll(watcher.judge(quiet)));
        senses.forEach(sense -> verdicts.addAll(sense.judge()));
        return verdicts;
    }

    private boolean isBesideOthers() {
        return watchers.stream().anyMatch(Watcher::isBesideOthers);
    }

    private Allowance quota(Brake brake, Share share) {
        Brake.Quota quota = brake.quota();
        if (quota == null) {
            return new Allowance(most, Double.POSITIVE_INFINITY, Because.FREE, "nothing holds it back");
        }
        Long rows = quota.rowsPerSecond();
        Integer workers = quota.workers();
        int mine = workers == null ? most : Math.min(most, share.ofWorkers(workers));
        double rate = rows == null
                ? Double.POSITIVE_INFINITY
                : share.ofRows(rows, workers == null ? share.processes() : workers);
        return new Allowance(mine, rate, Because.THROTTLED, Orders.throttled(quota, share.processes()));
    }

    private Allowance stopped(Brake brake, Allowance open) {
        Brake.Pause pause = brake.pause();
        if (pause != null) {
            return Allowance.none(Because.PAUSED, Orders.paused(pause));
        }
        Instant now = clocks.wall().instant();
        Windows windows = settings.windows();
        return windows.isOpen(now)
                ? open
                : Allowance.none(Because.CLOSED, Orders.closed(windows.opening(now), windows.zone()));
    }

    /**
     * Holds a worker until it may take a chunk; it must hold neither lease nor transaction.
     *
     * @param worker number of the worker in this process, from 0
     * @param stop asked all the while: true ends the wait
     * @param parked called once when it takes longer, to give back what the worker does not need meanwhile
     */
    public void awaitTurn(int worker, BooleanSupplier stop, Runnable parked) {
        if (atWork.remove(worker)) {
            rest.end();
        }
        long waited = 0;
        while (!mayTake(worker) && !stop.getAsBoolean()) {
            if (!sleep(GLANCE_MILLIS)) {
                return;
            }
            waited += GLANCE_MILLIS;
            if (waited == PARKED_MILLIS) {
                parked.run();
            }
        }
        rest.begin();
        atWork.add(worker);
    }

    boolean mayTake(int worker) {
        return orders.over()
                || worker < allowance.workers() && bucket.owed(clocks.nanoTime().getAsLong()) == 0;
    }

    /** The pace within one chunk. */
    public Pace chunk(BooleanSupplier stop) {
        return new ChunkPace(stop);
    }

    private static boolean sleep(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isStopped() {
        return allowance.because().stops() && !orders.over();
    }

    /**
     * Waits a bounded time within a chunk. What is owed beyond that is waited for before the next one; a stop that lasts longer gives the
     * chunk back.
     */
    private final class ChunkPace implements Pace {
        private final BooleanSupplier stop;
        private long left = PER_CHUNK.toNanos();

        ChunkPace(BooleanSupplier stop) {
            this.stop = stop;
        }

        @Override
        public void rows(int rows) {
            long start = clocks.nanoTime().getAsLong();
            bucket.take(rows, start);
            if (!mustWait(start)) {
                return;
            }
            rest.end();
            try {
                await(start);
            } finally {
                rest.begin();
            }
            if (left <= 0 && isStopped() && !stop.getAsBoolean()) {
                throw new GivenBack();
            }
        }

        private boolean mustWait(long now) {
            return (isStopped() || bucket.owed(now) > 0) && !stop.getAsBoolean();
        }

        private void await(long start) {
            long until = left;
            long now = start;
            while (now - start < until && mustWait(now)) {
                long nanos = Math.min(until - (now - start), isStopped() ? Long.MAX_VALUE : bucket.owed(now));
                if (!sleep(Math.max(1, Math.min(GLANCE_MILLIS, nanos / 1_000_000)))) {
                    break;
                }
                now = clocks.nanoTime().getAsLong();
            }
            left -= now - start;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(settings.timeout().toMillis() + 5_000, TimeUnit.MILLISECONDS)) {
                // A server that hangs keeps its reader until the connection's own time-out.
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watchers.forEach(Watcher::close);
        senses.forEach(Sense::close);
        desk.close();
    }
}
