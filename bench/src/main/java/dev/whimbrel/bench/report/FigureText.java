package dev.whimbrel.bench.report;

import dev.whimbrel.bench.result.Measure;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.result.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One figure in Markdown: every contender with its rate, where the processor's time went, and what it was measured on. */
public final class FigureText {
    private FigureText() {}

    /** @param picture address of the picture from where the text stands */
    public static String of(Result result, String picture) {
        List<String> lines = new ArrayList<>();
        lines.add("### " + result.figure() + ": " + result.title());
        lines.add("");
        lines.add("![" + result.title() + "](" + picture + ")");
        lines.add("");
        lines.add("| | " + unit(result.measure()) + ", median (least–greatest) | CPU seconds | memory |");
        lines.add("|---|---|---|---|");
        result.contenders().forEach(one -> lines.add(row(result.measure(), one)));
        lines.add("");
        lines.add("`" + result.origin().command() + "` with " + grouped(result.rows()) + " rows, commit `"
                + result.origin().commit() + "`, " + result.origin().at() + "; "
                + result.origin().machine().cpu() + ", "
                + result.origin().machine().cores() + " cores, "
                + result.origin().machine().memoryMb() + " MB, "
                + result.origin().machine().os() + ", "
                + result.origin().machine().jdk() + ". "
                + joined(result.origin().versions()) + ".");
        return String.join("\n", lines) + "\n";
    }

    private static String row(Measure measure, Series one) {
        String name = "| " + one.name().replace("|", "\\|") + " | ";
        if (!one.counts()) {
            String why = one.absence().isEmpty() ? one.wrong() : one.absence();
            return name + why.replace("|", "\\|").replace("\n", " ") + " | | |";
        }
        String cpu = one.cpu().entrySet().stream()
                .map(group -> group.getKey() + " " + String.format(Locale.ROOT, "%.1f", group.getValue()))
                .collect(Collectors.joining(", "));
        return name + spread(value(measure, one)) + " | " + cpu + " | "
                + String.format(Locale.ROOT, "%.0f MB", one.memory()) + " |";
    }

    static Spread value(Measure measure, Series one) {
        return switch (measure) {
            case RATE -> one.rates();
            case LATENCY -> one.values();
        };
    }

    static String unit(Measure measure) {
        return switch (measure) {
            case RATE -> "rows/s";
            case LATENCY -> "ms";
        };
    }

    private static String spread(Spread spread) {
        return grouped(spread.median()) + " (" + grouped(spread.low()) + "–" + grouped(spread.high()) + ")";
    }

    static String grouped(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%,.1f" : "%,.0f", number);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String joined(Map<String, String> versions) {
        return versions.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .collect(Collectors.joining("; "));
    }
}
