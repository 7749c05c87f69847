package dev.whimbrel.bench.report;

import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table for the front page: the targets, a figure without any by its first ratio, and the memory of all. */
public final class ShortTable {
    private ShortTable() {}

    public static String of(List<Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add("| Work | Against | At least | Measured, median (least–greatest) | |");
        lines.add("|---|---|---|---|---|");
        results.forEach(result -> told(result).forEach(claim -> lines.add(row(result, claim))));
        double peak = results.stream().mapToDouble(TargetTable::memory).max().orElse(0);
        if (peak > 0) {
            lines.add(memoryRow(peak));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<Claim> told(Result result) {
        List<Claim> aimed =
                result.claims().stream().filter(claim -> claim.target() != null).toList();
        return aimed.isEmpty() ? result.claims().stream().limit(1).toList() : aimed;
    }

    private static String row(Result result, Claim claim) {
        String target = claim.target() == null ? "–" : TargetTable.number(claim.target());
        return TargetTable.cells(
                result.title(),
                name(result, claim.against()),
                target,
                TargetTable.measured(result, claim),
                TargetTable.verdict(result, claim));
    }

    private static String memoryRow(double peak) {
        return TargetTable.cells(
                "peak RSS of Whimbrel's JVM, -Xmx256m, in all of these",
                "–",
                "< 450 MB",
                String.format(Locale.ROOT, "%.0f MB", peak),
                TargetTable.word(peak < TargetTable.MEMORY_LIMIT));
    }

    private static String name(Result result, String key) {
        return result.contenders().stream()
                .filter(one -> one.key().equals(key))
                .map(Series::name)
                .findFirst()
                .orElse(key);
    }
}
