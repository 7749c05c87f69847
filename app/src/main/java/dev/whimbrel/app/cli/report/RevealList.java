package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Reveal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who asked to see rows in the clear, and what became of it. */
public record RevealList(List<Reveal> reveals) implements Screen.Report {
    public RevealList {
        reveals = List.copyOf(reveals);
    }

    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command",
                "reveals",
                "reveals",
                reveals.stream().map(RevealList::json).toList());
    }

    private static Map<String, @Nullable Object> json(Reveal reveal) {
        Reveal.Asked asked = reveal.asked();
        return Json.object(
                "id", reveal.id(),
                "at", reveal.at().toString(),
                "databaseUser", reveal.databaseUser(),
                "systemUser", asked.systemUser(),
                "environment", asked.environment(),
                "role", asked.role(),
                "flow", asked.flow(),
                "key", asked.shownKey(),
                "token", asked.token(),
                "reason", asked.reason(),
                "columns", asked.columns(),
                "seconds", asked.seconds(),
                "toPipe", asked.toPipe(),
                "outcome", asked.outcome());
    }

    @Override
    public void print(Screen screen) {
        if (reveals.isEmpty()) {
            screen.line("Nobody has asked to see a row in the clear.");
            return;
        }
        TextTable table = new TextTable()
                .numbers("no")
                .words("when")
                .words("database user")
                .words("system user")
                .words("in")
                .words("flow")
                .words("row")
                .words("outcome");
        for (Reveal reveal : reveals) {
            Reveal.Asked asked = reveal.asked();
            table.row(
                    reveal.id(),
                    Words.time(reveal.at()),
                    reveal.databaseUser(),
                    asked.systemUser(),
                    asked.environment(),
                    Objects.requireNonNullElse(asked.flow(), "?"),
                    row(asked),
                    asked.outcome() + (asked.toPipe() && asked.outcome().equals(Reveal.SHOWN) ? " to a pipe" : ""));
        }
        screen.table(table);
        screen.blank();
        reveals.forEach(reveal -> screen.line("  " + reveal.id() + ": "
                + (reveal.asked().reason().isBlank()
                        ? "(no reason)"
                        : Words.visible(reveal.asked().reason()))));
    }

    private static String row(Reveal.Asked asked) {
        String key = asked.shownKey();
        return key == null ? asked.token() : key;
    }
}
