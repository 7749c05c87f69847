package dev.whimbrel.bench.guest;

import dev.whimbrel.bench.process.CannotRun;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.server.Database;
import java.time.Duration;
import java.util.Set;

/** A run at work as its ledger tells of it; it is killed when this is closed. */
public final class Observed implements AutoCloseable {
    private static final String BECAUSE = "select because from whimbrel.pacing order by told_at desc limit 1";
    private static final long GLANCE_MILLIS = 50;

    private final Job job;
    private final Process run;
    private final Database target;

    private Observed(Job job, Database target) {
        this.job = job;
        this.run = job.start();
        this.target = target;
    }

    /** Starts a run and comes back once it has moved rows. */
    public static Observed started(Job job, Database target) {
        Observed observed = new Observed(job, target);
        try {
            observed.awaitRows();
            return observed;
        } catch (RuntimeException e) {
            observed.close();
            throw e;
        }
    }

    public boolean isAtWork() {
        return run.isAlive();
    }

    /** The ledger is there from then on. */
    private void awaitRows() {
        Duration most = Duration.ofSeconds(60);
        await("select 'yes' where to_regclass('whimbrel.pacing') is not null", Set.of("yes"), "begins", most);
        await("select 'yes' from whimbrel.chunk where state = 'DONE' limit 1", Set.of("yes"), "moves rows", most);
    }

    /** Milliseconds until the run says that it is held by one of these. */
    public double until(Duration most, String... because) {
        return await(BECAUSE, Set.of(because), "is " + String.join(" or ", because), most);
    }

    private double await(String sql, Set<String> wanted, String what, Duration most) {
        long start = System.nanoTime();
        String seen = "";
        while (System.nanoTime() - start < most.toNanos()) {
            seen = String.valueOf(target.text(sql));
            if (wanted.contains(seen)) {
                return (System.nanoTime() - start) / 1e6;
            }
            if (!run.isAlive()) {
                throw new CannotRun("the run ended before it " + what + ": " + job.lastWords());
            }
            pause(GLANCE_MILLIS);
        }
        throw new CannotRun(
                "within " + most.toSeconds() + " seconds the run was not seen to be so: " + what + ", but " + seen);
    }

    @Override
    public void close() {
        try {
            run.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets time pass while it is at work. */
    public void watch(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && run.isAlive()) {
            pause(GLANCE_MILLIS);
        }
    }

    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
