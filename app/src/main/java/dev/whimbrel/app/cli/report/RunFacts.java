package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Repair;
import dev.whimbrel.control.ledger.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run is named and described wherever it is told of. */
final class RunFacts {
    private static final int SHOWN = 8;

    private RunFacts() {}

    static Map<String, @Nullable Object> json(Run run) {
        Instant finished = run.finishedAt();
        return Json.object(
                "id", run.id(),
                "project", run.project(),
                "environment", run.environment(),
                "state", run.state().name(),
                "reason", run.reason(),
                "repair", repair(run.repair()),
                "tenants", run.tenants(),
                "mappingHash", run.mappingHash(),
                "startedAt", run.startedAt().toString(),
                "finishedAt", finished == null ? null : finished.toString());
    }

    private static @Nullable Map<String, @Nullable Object> repair(@Nullable Repair repair) {
        return repair == null
                ? null
                : Json.object(
                        "verification", repair.verification(),
                        "reason", repair.reason(),
                        "patterns", repair.patterns());
    }

    /** What there is to say of it beside its state. */
    static String remark(Run run) {
        Repair repair = run.repair();
        String ordered = repair == null
                ? ""
                : "repairs verification " + repair.verification() + ": " + Words.visible(repair.reason());
        String reason = run.reason();
        return reason == null ? ordered : ordered.isEmpty() ? reason : ordered + "; " + reason;
    }

    static String tenants(List<String> tenants) {
        if (tenants.isEmpty()) {
            return "all";
        }
        String shown = String.join(", ", tenants.subList(0, Math.min(SHOWN, tenants.size())));
        return tenants.size() <= SHOWN ? shown : shown + " and " + (tenants.size() - SHOWN) + " more";
    }

    static String state(Run run) {
        return run.state().name().toLowerCase(Locale.ROOT);
    }

    static String took(Run run) {
        Instant finished = run.finishedAt();
        return finished == null ? "" : Words.span(Duration.between(run.startedAt(), finished));
    }
}
