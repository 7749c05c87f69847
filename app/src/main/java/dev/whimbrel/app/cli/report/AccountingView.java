package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.core.mapping.check.Accounting;
import dev.whimbrel.core.mapping.check.Accounting.ColumnAccount;
import dev.whimbrel.core.mapping.check.Accounting.Disposition;
import dev.whimbrel.core.mapping.check.Accounting.TableAccount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of every column, by table. */
record AccountingView(Accounting accounting) {
    Map<String, @Nullable Object> json() {
        return Json.object(
                "complete", accounting.isComplete(),
                "source",
                        accounting.sources().stream().map(AccountingView::json).toList(),
                "target",
                        accounting.targets().stream().map(AccountingView::json).toList());
    }

    private static Map<String, @Nullable Object> json(TableAccount account) {
        return Json.object(
                "table",
                account.table().toString(),
                "columns",
                account.columns().stream()
                        .map(column -> Json.object(
                                "column", column.column(),
                                "disposition", column.disposition().name(),
                                "reason", column.reason(),
                                "flows", column.flows()))
                        .toList());
    }

    void print(Screen screen) {
        screen.heading("Columns of the source");
        TextTable source = new TextTable()
                .words("table")
                .numbers("columns")
                .numbers("mapped")
                .numbers("dropped")
                .numbers("looked up")
                .numbers("undecided")
                .words("undecided columns");
        accounting
                .sources()
                .forEach(account -> source.row(
                        account.table(),
                        account.columns().size(),
                        count(account, Disposition.MAPPED),
                        count(account, Disposition.DROPPED),
                        count(account, Disposition.LOOKED_UP),
                        count(account, Disposition.UNDECIDED),
                        undecided(account)));
        screen.table(source);
        screen.heading("Columns of the target");
        TextTable target = new TextTable()
                .words("table")
                .numbers("columns")
                .numbers("fed")
                .numbers("defaulted")
                .numbers("generated")
                .numbers("source key")
                .numbers("undecided")
                .words("undecided columns");
        accounting
                .targets()
                .forEach(account -> target.row(
                        account.table(),
                        account.columns().size(),
                        count(account, Disposition.FED),
                        count(account, Disposition.DEFAULTED),
                        count(account, Disposition.GENERATED),
                        count(account, Disposition.SOURCE_KEY),
                        count(account, Disposition.UNDECIDED),
                        undecided(account)));
        screen.table(target);
    }

    private static int count(TableAccount account, Disposition disposition) {
        return account.counts().getOrDefault(disposition, 0);
    }

    private static String undecided(TableAccount account) {
        List<String> names = account.columns().stream()
                .filter(column -> column.disposition() == Disposition.UNDECIDED)
                .map(ColumnAccount::column)
                .toList();
        return String.join(", ", names);
    }
}
