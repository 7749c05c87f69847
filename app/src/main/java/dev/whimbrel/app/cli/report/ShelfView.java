package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.control.ledger.Shelf;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was put aside and does not stand again. */
record ShelfView(List<Shelf.Item> items) {
    List<Map<String, @Nullable Object>> rows() {
        return items.stream()
                .map(item -> Json.object(
                        "table", item.fixture().table().toString(),
                        "name", item.fixture().name(),
                        "kind", item.fixture().kind().name(),
                        "run", item.run(),
                        "failure", item.failure()))
                .toList();
    }

    void print(Screen screen) {
        if (items.isEmpty()) {
            return;
        }
        screen.heading("Put aside, and not yet made again");
        TextTable table =
                new TextTable().words("table").words("name").words("kind").words("failure");
        items.forEach(item -> table.row(
                item.fixture().table().toString(),
                item.fixture().name(),
                item.fixture().kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                item.failure() == null ? "" : item.failure()));
        screen.table(table);
    }
}
