package dev.whimbrel.app.cli.report.beta;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.control.arrival.InboxIssue;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.arrival.Arriving;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arrivals, and what could not be taken.
 *
 * @param tenant whose alone they are; null where they are all
 */
public record ArrivalList(Arriving.Listed listed, @Nullable TenantId tenant) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "beta arrivals",
                "arrivals", listed.arrivals().stream().map(ArrivalFacts::json).toList(),
                "issues", listed.issues().stream().map(ArrivalList::json).toList());
    }

    private static Map<String, @Nullable Object> json(InboxIssue issue) {
        return Json.object(
                "inbox", issue.inbox(),
                "name", issue.name(),
                "code", issue.code(),
                "firstAt", issue.firstAt().toString(),
                "lastAt", issue.lastAt().toString());
    }

    @Override
    public void print(Screen screen) {
        if (listed.arrivals().isEmpty()) {
            screen.line(tenant == null ? "Nothing has arrived." : "Nothing has arrived of tenant " + tenant + ".");
        } else {
            screen.table(arrivals());
        }
        if (!listed.issues().isEmpty()) {
            screen.heading("Not taken");
            screen.table(issues());
        }
    }

    private TextTable arrivals() {
        TextTable table = new TextTable()
                .numbers("arrival")
                .words("tenant")
                .words("name")
                .numbers("files")
                .numbers("bytes")
                .words("received")
                .words("hash")
                .words("kept until");
        for (Arrival arrival : listed.arrivals()) {
            table.row(
                    arrival.id(),
                    arrival.tenant(),
                    arrival.name(),
                    arrival.files().size(),
                    arrival.size(),
                    Words.time(arrival.origin().at()),
                    Words.hash(arrival.hash()),
                    ArrivalFacts.expiry(arrival));
        }
        return table;
    }

    private TextTable issues() {
        TextTable table = new TextTable()
                .words("code")
                .words("inbox")
                .words("name")
                .words("since")
                .words("last seen");
        for (InboxIssue issue : listed.issues()) {
            table.row(
                    issue.code(),
                    issue.inbox(),
                    issue.name().isEmpty() ? "(the inbox itself)" : issue.name(),
                    Words.time(issue.firstAt()),
                    Words.time(issue.lastAt()));
        }
        return table;
    }
}
