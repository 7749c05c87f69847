package dev.whimbrel.bench.report;

import dev.whimbrel.bench.result.Claim;
import dev.whimbrel.bench.result.Measure;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.result.Spread;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of ratios and targets, in Markdown. A target is met by the median of the rounds' ratios; two decimals never flatter: what is
 * shown is cut off, not rounded, towards the worse.
 */
public final class TargetTable {
    static final double MEMORY_LIMIT = 450;

    private TargetTable() {}

    public static String of(List<Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add("| Figure | Work | Target | Measured, median (least–greatest) | |");
        lines.add("|---|---|---|---|---|");
        results.forEach(result -> result.claims().forEach(claim -> lines.add(row(result, claim))));
        results.stream().filter(result -> memory(result) > 0).forEach(result -> lines.add(memoryRow(result)));
        return String.join("\n", lines) + "\n";
    }

    private static String row(Result result, Claim claim) {
        String target = claim.target() == null ? "–" : bound(result.measure()) + number(claim.target());
        return cells(result.figure(), claim.work(), target, measured(result, claim), verdict(result, claim));
    }

    static String measured(Result result, Claim claim) {
        return claim.ratio(result.measure(), result.contenders())
                .map(ratio -> spread(result.measure(), ratio))
                .orElseGet(() -> "not measured: " + why(result, claim));
    }

    static String verdict(Result result, Claim claim) {
        return claim.ratio(result.measure(), result.contenders())
                .flatMap(ratio -> claim.met(result.measure(), ratio))
                .map(TargetTable::word)
                .orElse("");
    }

    static String word(boolean met) {
        return met ? "met" : "**missed**";
    }

    private static String memoryRow(Result result) {
        double peak = memory(result);
        return cells(
                result.figure(),
                "peak RSS of Whimbrel's JVM, -Xmx256m",
                "< 450 MB",
                String.format(Locale.ROOT, "%.0f MB", peak),
                word(peak < MEMORY_LIMIT));
    }

    static double memory(Result result) {
        return result.contenders().stream()
                .filter(Series::ours)
                .mapToDouble(Series::memory)
                .max()
                .orElse(0);
    }

    private static String why(Result result, Claim claim) {
        return result.contenders().stream()
                .filter(one -> one.key().equals(claim.ours()) || one.key().equals(claim.against()))
                .filter(one -> !one.counts())
                .map(one ->
                        one.absence().isEmpty() ? one.name() + " " + one.wrong() : one.name() + ": " + one.absence())
                .findFirst()
                .orElse("it was left out");
    }

    static String bound(Measure measure) {
        return switch (measure) {
            case RATE -> "≥ ";
            case LATENCY -> "≤ ";
        };
    }

    private static String spread(Measure measure, Spread ratio) {
        return cut(measure, ratio.median()) + " (" + cut(measure, ratio.low()) + "–" + cut(measure, ratio.high()) + ")";
    }

    static String number(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static String cut(Measure measure, double ratio) {
        RoundingMode worse =
                switch (measure) {
                    case RATE -> RoundingMode.FLOOR;
                    case LATENCY -> RoundingMode.CEILING;
                };
        return BigDecimal.valueOf(ratio).setScale(2, worse).toPlainString();
    }

    static String cells(String... cells) {
        List<String> safe = new ArrayList<>();
        for (String cell : cells) {
            safe.add(cell.replace("|", "\\|").replace("\n", " "));
        }
        return "| " + String.join(" | ", safe) + " |";
    }
}
