package dev.whimbrel.app.cli.metrics;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Pacing;
import dev.whimbrel.control.ledger.Pacing.Because;
import dev.whimbrel.control.ledger.Pacing.State;
import dev.whimbrel.engine.run.RunListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What one process of a run does, in meters of Micrometer: rows, chunks, what holds it and why, signals such as lag, and the heap. */
public final class Metrics implements RunListener {
    private static final Pacing UNKNOWN = new Pacing(0, 0, Because.UNREADABLE, "nothing was looked at yet", List.of());

    private final MeterRegistry registry;
    private final MultiGauge signals;
    private final MultiGauge limits;
    private final MultiGauge states;
    private volatile Pacing pacing = UNKNOWN;

    /** Meters of a run in {@code registry}; rows carry flow, step and what became of them. */
    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        this.signals = signals("whimbrel.signal", "Last reading of a signal; not a number where it cannot be read");
        this.limits = signals("whimbrel.signal.limit", "Above which a signal slows the run");
        this.states = signals("whimbrel.signal.state", "0 healthy, 1 strained, 2 unreadable");
        new JvmMemoryMetrics().bindTo(registry);
        Gauge.builder("whimbrel.allowed.rows.per.second", this, it -> it.pacing.rowsPerSecond())
                .description("What this process allows itself; +Inf where nothing limits it")
                .register(registry);
        Gauge.builder("whimbrel.allowed.workers", this, it -> it.pacing.workers())
                .description("Chunks at once that this process allows itself")
                .register(registry);
        for (Because because : Because.values()) {
            Gauge.builder("whimbrel.held", this, it -> it.pacing.because() == because ? 1 : 0)
                    .description("1 for what holds this process just now, 0 for all else")
                    .tag("because", word(because))
                    .register(registry);
        }
    }

    private MultiGauge signals(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void chunk(String flow, String step, Counts counts) {
        rows(flow, step, "read", counts.read());
        rows(flow, step, "inserted", counts.inserted());
        rows(flow, step, "updated", counts.updated());
        rows(flow, step, "unchanged", counts.unchanged());
        rows(flow, step, "merged", counts.merged());
        rows(flow, step, "excluded", counts.excluded());
        rows(flow, step, "quarantined", counts.quarantined());
        rows(flow, step, "linked", counts.linked());
    }

    private void rows(String flow, String step, String outcome, long rows) {
        Counter.builder("whimbrel.rows")
                .description("Rows of committed chunks, by what became of them")
                .tags("flow", flow, "step", step.toLowerCase(Locale.ROOT), "outcome", outcome)
                .register(registry)
                .increment(rows);
    }

    @Override
    public void weighed(String flow, String step, long bytes) {
        Counter.builder("whimbrel.read")
                .baseUnit("bytes")
                .description("Source rows of committed chunks, a rough size as in memory")
                .tags("flow", flow, "step", step.toLowerCase(Locale.ROOT))
                .register(registry)
                .increment(bytes);
    }

    @Override
    public void took(String flow, String step, Duration time) {
        Timer.builder("whimbrel.chunk")
                .description("From a chunk's lease to its commit, waits included")
                .tags("flow", flow, "step", step.toLowerCase(Locale.ROOT))
                .register(registry)
                .record(time);
    }

    @Override
    public void paced(Pacing now) {
        pacing = now;
        List<Pacing.Vital> vitals = now.vitals();
        signals.register(vitals.stream().map(v -> Row.of(tags(v), v.reading())).toList(), true);
        limits.register(vitals.stream().map(v -> Row.of(tags(v), v.limit())).toList(), true);
        states.register(
                vitals.stream().map(v -> Row.of(tags(v), number(v.state()))).toList(), true);
    }

    private static Tags tags(Pacing.Vital vital) {
        return Tags.of("side", vital.side(), "signal", vital.signal());
    }

    private static int number(State state) {
        return switch (state) {
            case HEALTHY -> 0;
            case STRAINED -> 1;
            case UNREADABLE -> 2;
        };
    }

    @Override
    public void retried(String code, String message) {
        Counter.builder("whimbrel.retries")
                .description("Failures that may pass, after which something was tried again")
                .tag("code", code)
                .register(registry)
                .increment();
    }
}
