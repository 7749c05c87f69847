package dev.whimbrel.app.cli.metrics;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Pacing;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.engine.run.RunListener;
import java.time.Duration;

/** Two that listen to the same run. */
public record Both(RunListener first, RunListener second) implements RunListener {
    @Override
    public void opened(Run run, boolean resumed) {
        first.opened(run, resumed);
        second.opened(run, resumed);
    }

    @Override
    public void abandoned(Run run) {
        first.abandoned(run);
        second.abandoned(run);
    }

    @Override
    public void planned(String flow, String step, int chunks, long rows) {
        first.planned(flow, step, chunks, rows);
        second.planned(flow, step, chunks, rows);
    }

    @Override
    public void chunk(String flow, String step, Counts counts) {
        first.chunk(flow, step, counts);
        second.chunk(flow, step, counts);
    }

    @Override
    public void took(String flow, String step, Duration time) {
        first.took(flow, step, time);
        second.took(flow, step, time);
    }

    @Override
    public void weighed(String flow, String step, long bytes) {
        first.weighed(flow, step, bytes);
        second.weighed(flow, step, bytes);
    }

    @Override
    public void paced(Pacing pacing) {
        first.paced(pacing);
        second.paced(pacing);
    }

    @Override
    public void retried(String code, String message) {
        first.retried(code, message);
        second.retried(code, message);
    }
}
