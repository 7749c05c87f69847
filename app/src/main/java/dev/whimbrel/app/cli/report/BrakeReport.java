package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.run.Braking;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the manual brake holds after an order. */
public record BrakeReport(String command, Braking.Held held) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", command,
                "run", held.run().id(),
                "atWork", held.atWork(),
                "brake", PaceFacts.json(held.brake()));
    }

    @Override
    public void print(Screen screen) {
        String project = held.run().project() + " (" + held.run().environment() + ")";
        PaceFacts.orders(held.brake()).forEach(order -> screen.line("Runs of " + project + " are " + order + "."));
        if (PaceFacts.orders(held.brake()).isEmpty()) {
            screen.line("Nobody holds runs of " + project + " back any more.");
        }
        screen.line(
                held.atWork()
                        ? "Run " + held.run().id() + " is at work and obeys within about a second."
                        : "No process is at work just now; it holds for the next one.");
    }
}
