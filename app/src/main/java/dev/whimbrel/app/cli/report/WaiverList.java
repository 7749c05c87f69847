package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.report.proof.DifferenceWords;
import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Waiver;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.engine.waive.Waiving;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Differences that were accepted, and what each covers of the newest verification. */
public record WaiverList(String command, List<Waiving.Standing> waivers) implements Screen.Report {
    public WaiverList {
        waivers = List.copyOf(waivers);
    }

    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command",
                command,
                "waivers",
                waivers.stream().map(WaiverList::json).toList());
    }

    private static Map<String, @Nullable Object> json(Waiving.Standing standing) {
        Waiver waiver = standing.waiver();
        return Json.object(
                "id", waiver.id(),
                "flow", waiver.flow(),
                "tenant", waiver.tenant(),
                "rowClass", waiver.rowClass().name(),
                "columns",
                        waiver.parts().stream()
                                .map(part -> Json.object(
                                        "column",
                                        part.column(),
                                        "valueClass",
                                        Optional.ofNullable(part.valueClass())
                                                .map(ValueClass::name)
                                                .orElse(null),
                                        "mask",
                                        part.mask()))
                                .toList(),
                "cause", waiver.cause(),
                "reason", waiver.reason(),
                "approver", waiver.approver(),
                "until", waiver.expiresOn().toString(),
                "cap", waiver.capRows(),
                "matching", standing.matching() < 0 ? null : standing.matching(),
                "state", state(standing));
    }

    @Override
    public void print(Screen screen) {
        if (waivers.isEmpty()) {
            screen.line("Nothing is accepted.");
            return;
        }
        TextTable table = new TextTable()
                .numbers("waiver")
                .words("table")
                .words("what")
                .words("tenant")
                .words("until")
                .numbers("cap")
                .numbers("rows")
                .words("state");
        for (Waiving.Standing standing : waivers) {
            Waiver waiver = standing.waiver();
            table.row(
                    waiver.id(),
                    waiver.flow(),
                    what(waiver),
                    waiver.tenant() == null ? "all" : waiver.tenant(),
                    waiver.expiresOn(),
                    waiver.capRows(),
                    standing.matching() < 0 ? "-" : Words.count(standing.matching()),
                    state(standing));
        }
        screen.table(table);
        screen.blank();
        waivers.forEach(standing -> screen.line("  " + standing.waiver().id() + ": "
                + standing.waiver().reason() + " (" + standing.waiver().approver() + ")"));
        screen.line("Rows are those of the newest verification. What was accepted counts from the next one on.");
    }

    private static String what(Waiver waiver) {
        String columns = waiver.parts().stream()
                .map(part -> part.column() + ": "
                        + Optional.ofNullable(part.valueClass())
                                .map(how -> DifferenceWords.of(how, Objects.requireNonNullElse(part.mask(), "")))
                                .orElse("any difference"))
                .collect(Collectors.joining(", "));
        String row = DifferenceWords.of(waiver.rowClass());
        return columns.isEmpty() ? row : row + ", " + columns;
    }

    private static String state(Waiving.Standing standing) {
        if (standing.expired()) {
            return "expired";
        }
        return standing.isOver() ? "over its cap: covers nothing" : "open";
    }
}
