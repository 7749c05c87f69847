package dev.whimbrel.app.cli.report.beta;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.engine.arrival.Expiring;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which bytes were removed, or would be. */
public record ExpiryReport(Expiring.Expired expired, boolean executed) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "beta expire",
                "executed", executed,
                "arrivals", expired.arrivals().stream().map(ExpiryReport::json).toList(),
                "elsewhere",
                        expired.elsewhere().stream().map(ExpiryReport::json).toList(),
                "strays", expired.strays(),
                "unfinished", expired.unfinished());
    }

    private static Map<String, @Nullable Object> json(Arrival arrival) {
        return Json.object(
                "id", arrival.id(),
                "tenant", arrival.tenant().text(),
                "name", arrival.name(),
                "size", arrival.size(),
                "keptAt", arrival.keptAt(),
                "expiresAt", arrival.expiresAt().toString());
    }

    @Override
    public void print(Screen screen) {
        expired.arrivals()
                .forEach(arrival -> screen.line("  arrival " + arrival.id() + " of tenant "
                        + Words.visible(arrival.tenant().text()) + ": " + Words.visible(arrival.name()) + ", "
                        + Words.count(arrival.size(), "byte")));
        long strays = expired.strays() + expired.unfinished();
        if (strays > 0) {
            screen.line("  and " + Words.count(strays, "object") + " that belong to no arrival");
        }
        String bytes = "the bytes of " + Words.count(expired.arrivals().size(), "arrival");
        screen.line(
                executed
                        ? "Removed " + bytes + "; the record of them stays."
                        : "Would remove " + bytes + ". `whimbrel beta expire --execute` does it.");
        if (!expired.elsewhere().isEmpty()) {
            screen.line(
                    screen.careful("Left: ") + Words.count(expired.elsewhere().size(), "arrival")
                            + " that expired and are kept where the project file does not point to, such as "
                            + Words.visible(expired.elsewhere().get(0).keptAt()) + ".");
        }
    }
}
