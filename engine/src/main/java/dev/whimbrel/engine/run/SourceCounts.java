package dev.whimbrel.engine.run;

import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.copy.FlowWork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Counts a source's rows flow by flow, in a thread of its own, while the caller has the target counted: neither server waits for the
 * other. The source is not to be used otherwise until this is closed.
 */
final class SourceCounts implements AutoCloseable {
    private final Map<Integer, FutureTask<Map<TenantId, Long>>> counts = new LinkedHashMap<>();
    private final Thread thread;

    SourceCounts(Source source, Map<Integer, FlowWork> works) {
        works.forEach((flowNo, work) -> counts.put(flowNo, new FutureTask<>(() -> source.count(work.read()))));
        thread = new Thread(() -> counts.values().forEach(FutureTask::run), "whimbrel-source-counts");
        thread.setDaemon(true);
        thread.start();
    }

    /** A flow's rows by owner; what counting failed with is thrown here. */
    Map<TenantId, Long> of(int flowNo) {
        FutureTask<Map<TenantId, Long>> task = counts.get(flowNo);
        if (task == null) {
            throw new IllegalArgumentException("No flow " + flowNo);
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the source was being counted", e);
        }
    }

    /** Waits for the count that is under way, and leaves out those that nobody asked for yet. */
    @Override
    public void close() {
        counts.values().stream().filter(task -> !task.isDone()).forEach(task -> task.cancel(false));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
