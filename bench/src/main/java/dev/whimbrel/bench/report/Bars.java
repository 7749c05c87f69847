package dev.whimbrel.bench.report;

import dev.whimbrel.bench.result.Measure;
import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.result.Series;
import dev.whimbrel.bench.result.Spread;
import java.util.List;
import java.util.Locale;

/** A figure as a picture: a bar for each contender, and a line over it from the least to the greatest round. */
public final class Bars {
    private static final int ROW = 34;
    private static final int TOP = 40;
    private static final int LEFT = 320;
    private static final int WIDTH = 420;
    private static final int ALL = LEFT + WIDTH + 120;

    private Bars() {}

    public static String svg(Result result) {
        List<Series> shown = result.contenders();
        double most = shown.stream()
                .filter(Series::counts)
                .mapToDouble(one -> FigureText.value(result.measure(), one).high())
                .max()
                .orElse(1);
        int height = TOP + ROW * shown.size() + 24;
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n"
                        .formatted(ALL, height, ALL, height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        svg.append("<text x=\"12\" y=\"22\" font-weight=\"bold\">" + safe(result.title()) + "</text>\n");
        for (int i = 0; i < shown.size(); i++) {
            svg.append(bar(result.measure(), shown.get(i), TOP + i * ROW, most));
        }
        svg.append(text(
                LEFT, height - 8, FigureText.unit(result.measure()) + ", median; line: least to greatest", "#555"));
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Measure measure, Series one, int y, double most) {
        String name = "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                .formatted(LEFT - 8, y + 18, safe(shortened(one.name())));
        if (!one.counts()) {
            return name + text(LEFT, y + 18, one.absence().isEmpty() ? "wrong result" : "absent", "#999");
        }
        Spread spread = FigureText.value(measure, one);
        String fill = one.ours() ? "#2f6f8f" : "#b9b2a6";
        return name
                + "<rect x=\"%d\" y=\"%d\" width=\"%s\" height=\"20\" fill=\"%s\"/>%n"
                        .formatted(LEFT, y + 4, length(spread.median(), most), fill)
                + "<path d=\"M%s %d H%s\" stroke=\"#222\" stroke-width=\"2\"/>%n"
                        .formatted(at(spread.low(), most), y + 14, at(spread.high(), most))
                + text(LEFT + WIDTH + 10, y + 18, FigureText.grouped(spread.median()), "#222");
    }

    private static String text(int x, int y, String words, String color) {
        return "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n".formatted(x, y, color, safe(words));
    }

    private static String at(double value, double most) {
        return String.format(Locale.ROOT, "%.1f", LEFT + WIDTH * value / most);
    }

    private static String length(double value, double most) {
        return String.format(Locale.ROOT, "%.1f", WIDTH * value / most);
    }

    private static String shortened(String name) {
        return name.length() <= 48 ? name : name.substring(0, 47) + "…";
    }

    private static String safe(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
