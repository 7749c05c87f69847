package dev.whimbrel.app.cli.report.beta;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.control.arrival.ArrivalFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is recorded of one arrival. */
public record ArrivalReport(Arrival arrival) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object("command", "beta show", "arrival", ArrivalFacts.json(arrival));
    }

    @Override
    public void print(Screen screen) {
        screen.line(screen.bold("arrival " + arrival.id()) + " of tenant "
                + Words.visible(arrival.tenant().text()) + ": " + Words.visible(arrival.name()));
        screen.line("  hash      " + arrival.hash());
        screen.line("  received  " + Words.time(arrival.origin().at()) + " by "
                + Words.visible(arrival.origin().by()));
        screen.line("  from      inbox " + arrival.origin().inbox() + ", "
                + Words.visible(arrival.origin().from()));
        screen.line("  kept      " + Words.visible(arrival.keptAt()) + ", " + (arrival.isRemoved() ? "" : "until ")
                + ArrivalFacts.expiry(arrival));
        for (ArrivalFile file : arrival.files()) {
            screen.blank();
            screen.line("  " + Words.visible(file.name()));
            screen.line("    " + Words.count(file.size(), "byte") + ", written " + Words.time(file.modified()));
            screen.line("    " + ArrivalFacts.shape(file.shape()));
            screen.line("    SHA-256 " + file.hash());
        }
    }
}
