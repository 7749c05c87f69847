package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Brake;
import dev.whimbrel.control.ledger.Pacing;
import dev.whimbrel.control.ledger.Pacing.Vital;
import dev.whimbrel.engine.guest.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holds a run, and how the systems fare, wherever it is told of. */
final class PaceFacts {
    private PaceFacts() {}

    /** What people have ordered, as sentences without subject. */
    static List<String> orders(Brake brake) {
        List<String> orders = new ArrayList<>();
        brake.limit().map(quota -> Orders.throttled(quota, 1)).ifPresent(orders::add);
        brake.stop().map(Orders::paused).ifPresent(orders::add);
        return orders;
    }

    static Map<String, @Nullable Object> json(Brake brake) {
        Brake.Quota quota = brake.quota();
        Brake.Pause pause = brake.pause();
        return Json.object(
                "quota",
                quota == null
                        ? null
                        : Json.object(
                                "rowsPerSecond", quota.rowsPerSecond(),
                                "workers", quota.workers(),
                                "by", quota.by(),
                                "at", quota.at().toString()),
                "pause",
                pause == null
                        ? null
                        : Json.object(
                                "by", pause.by(),
                                "at", pause.at().toString(),
                                "reason", pause.reason()));
    }

    static Map<String, @Nullable Object> json(Pacing.Told told) {
        Pacing pacing = told.pacing();
        return Json.object(
                "worker", told.worker(),
                "host", told.host(),
                "pid", told.pid(),
                "ageSeconds", told.age().toMillis() / 1000.0,
                "because", pacing.because().name(),
                "reason", pacing.reason(),
                "workers", pacing.workers(),
                "rowsPerSecond", finite(pacing.rowsPerSecond()),
                "signals", pacing.vitals().stream().map(PaceFacts::json).toList());
    }

    private static Map<String, @Nullable Object> json(Vital vital) {
        return Json.object(
                "side", vital.side(),
                "signal", vital.signal(),
                "state", vital.state().name(),
                "value", finite(vital.reading()),
                "limit", finite(vital.limit()));
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    /** Such as "process 1 (host, 4711): paused by ann@host". */
    static String line(Pacing.Told told) {
        Pacing pacing = told.pacing();
        String rate =
                Double.isFinite(pacing.rowsPerSecond()) && !pacing.because().stops()
                        ? ", at most " + Words.count((long) pacing.rowsPerSecond()) + " rows/s"
                        : "";
        return "process " + told.worker() + " (" + told.host() + ", " + told.pid() + "): " + pacing.reason() + rate;
    }
}
