package dev.whimbrel.app.cli.report.beta;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.engine.arrival.Scan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one pass over the inboxes has taken and not taken. */
public record ScanReport(Scan scan) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "beta intake",
                "taken", scan.taken().stream().map(ArrivalFacts::json).toList(),
                "repeated", scan.repeated().stream().map(Arrival::id).toList(),
                "known", scan.known(),
                "waiting",
                        scan.waiting().stream()
                                .map(waiting -> Json.object(
                                        "inbox", waiting.inbox(),
                                        "tenant", waiting.tenant().text(),
                                        "name", waiting.name(),
                                        "why", waiting.why().name()))
                                .toList(),
                "issues",
                        scan.issues().stream()
                                .map(issue -> Json.object(
                                        "inbox", issue.inbox(),
                                        "name", issue.name(),
                                        "code", issue.fault().code(),
                                        "message", String.valueOf(issue.fault().getMessage()),
                                        "next", issue.fault().next()))
                                .toList());
    }

    @Override
    public void print(Screen screen) {
        taken(screen);
        waiting(screen);
        for (Scan.Issue issue : scan.issues()) {
            screen.line(screen.bad("issue " + issue.fault().code()) + ": "
                    + Words.visible(String.valueOf(issue.fault().getMessage())));
            screen.line("  next: " + Words.visible(issue.fault().next()));
        }
        screen.line(Words.count(scan.taken().size(), "arrival") + " taken, "
                + Words.count(scan.repeated().size()) + " repeated, "
                + Words.count(scan.known()) + " known, "
                + Words.count(scan.waiting().size()) + " waiting, "
                + Words.count(scan.issues().size(), "issue") + ".");
    }

    private void taken(Screen screen) {
        if (scan.taken().isEmpty()) {
            return;
        }
        TextTable table = new TextTable()
                .numbers("arrival")
                .words("tenant")
                .words("name")
                .numbers("files")
                .numbers("bytes")
                .words("hash");
        for (Arrival arrival : scan.taken()) {
            table.row(
                    arrival.id(),
                    arrival.tenant(),
                    arrival.name(),
                    arrival.files().size(),
                    arrival.size(),
                    Words.hash(arrival.hash()));
        }
        screen.table(table);
    }

    private void waiting(Screen screen) {
        for (Scan.Waiting waiting : scan.waiting()) {
            screen.line("waits: " + Words.visible(waiting.name()) + " of inbox " + waiting.inbox() + ", "
                    + switch (waiting.why()) {
                        case UNSETTLED -> "until nothing of it changes for a while";
                        case UNMARKED -> "for the file that says that it is whole";
                        case CHANGED -> "since it was written to while it was read";
                    });
        }
    }
}
