package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Counts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The row equations of a run, by flow for a person and by flow and tenant for a program. */
record FlowSums(List<Balance> balances) {
    FlowSums {
        balances = List.copyOf(balances);
    }

    /** What became of all rows of the run. */
    Counts total() {
        return balances.stream().map(Balance::counts).reduce(Counts.ZERO, Counts::plus);
    }

    List<Balance> off() {
        return balances.stream().filter(balance -> !balance.balanced()).toList();
    }

    TextTable table() {
        TextTable table = new TextTable()
                .words("flow")
                .numbers("read")
                .numbers("written")
                .numbers("rewritten")
                .numbers("unchanged")
                .numbers("merged")
                .numbers("excluded")
                .numbers("quarantined")
                .numbers("in source")
                .numbers("in target")
                .words("");
        Map<String, List<Balance>> flows = new LinkedHashMap<>();
        balances.forEach(balance ->
                flows.computeIfAbsent(balance.flow(), flow -> new ArrayList<>()).add(balance));
        flows.forEach((flow, its) -> row(table, flow, its));
        if (flows.size() > 1) {
            row(table, "all", balances);
        }
        return table;
    }

    private static void row(TextTable table, String name, List<Balance> its) {
        Counts sum = new FlowSums(its).total();
        table.row(
                name,
                sum.read(),
                sum.written(),
                sum.updated(),
                sum.unchanged(),
                sum.merged(),
                sum.excluded(),
                sum.quarantined(),
                its.stream().mapToLong(Balance::sourceRows).sum(),
                its.stream().mapToLong(Balance::targetRows).sum(),
                its.stream().allMatch(Balance::balanced) ? "✓" : "✗");
    }

    /** Which rows do not add up, and by how much. */
    static String difference(Balance balance) {
        Counts counts = balance.counts();
        List<String> parts = new ArrayList<>();
        if (balance.sourceRows() != counts.read()) {
            parts.add("the source has " + Words.count(balance.sourceRows(), "row") + " but "
                    + Words.count(counts.read()) + " were read (" + signed(counts.read() - balance.sourceRows()) + ")");
        }
        if (!counts.balanced()) {
            long explained =
                    counts.written() + counts.unchanged() + counts.merged() + counts.excluded() + counts.quarantined();
            parts.add(Words.count(counts.read()) + " were read but what became of them adds up to "
                    + Words.count(explained) + " (" + signed(explained - counts.read()) + ")");
        }
        if (balance.targetRows() != balance.targetExpected()) {
            parts.add("the target has " + Words.count(balance.targetRows(), "row") + " of the "
                    + Words.count(balance.targetExpected()) + " that were recorded ("
                    + signed(balance.targetRows() - balance.targetExpected()) + ")");
        }
        long landed = counts.written() + counts.unchanged() + counts.held();
        if (balance.gone() <= 0 && balance.targetExpected() != landed) {
            parts.add("the identity map holds " + Words.count(balance.targetExpected(), "row")
                    + " but this run accounts for " + Words.count(landed) + " ("
                    + signed(balance.targetExpected() - landed) + ")");
        }
        if (balance.gone() < 0) {
            parts.add("the identity map lacks " + Words.count(-balance.gone(), "source row"));
        }
        return "flow " + balance.flow() + ", " + owner(balance.tenant().text()) + ": " + String.join("; ", parts);
    }

    /** Whose rows, in words. */
    static String owner(String tenant) {
        return switch (tenant) {
            case "*" -> "rows shared by tenants";
            case "?" -> "rows of unknown tenants";
            default -> "tenant " + tenant;
        };
    }

    private static String signed(long difference) {
        return (difference > 0 ? "+" : "") + Words.count(difference);
    }

    List<Map<String, @Nullable Object>> rows() {
        return balances.stream().map(FlowSums::row).toList();
    }

    private static Map<String, @Nullable Object> row(Balance balance) {
        Map<String, @Nullable Object> row =
                Json.object("flow", balance.flow(), "tenant", balance.tenant().text());
        row.putAll(counts(balance.counts()));
        row.putAll(Json.object(
                "sourceRows", balance.sourceRows(),
                "targetRows", balance.targetRows(),
                "targetExpected", balance.targetExpected(),
                "gone", balance.gone(),
                "balanced", balance.balanced()));
        return row;
    }

    static Map<String, @Nullable Object> counts(Counts counts) {
        return Json.object(
                "read", counts.read(),
                "written", counts.written(),
                "inserted", counts.inserted(),
                "rewritten", counts.updated(),
                "unchanged", counts.unchanged(),
                "merged", counts.merged(),
                "excluded", counts.excluded(),
                "quarantined", counts.quarantined());
    }
}
