package dev.whimbrel.bench.report;

import dev.whimbrel.bench.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results of a folder: pictures beside them, and the tables in pages between two marks. */
public final class Page {
    /** The word of the marks between which all results stand. */
    public static final String RESULTS = "results";

    /** The word of the marks between which the short table stands. */
    public static final String FIGURES = "figures";

    private Page() {}

    /** The results of a folder in the order given; others follow by name. */
    public static List<Result> read(Path folder, List<String> order) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(Result::read)
                    .sorted(java.util.Comparator.<Result>comparingInt(one -> place(order, one))
                            .thenComparing(Result::figure))
                    .toList();
        }
    }

    private static int place(List<String> order, Result one) {
        int place = order.indexOf(one.figure());
        return place < 0 ? order.size() : place;
    }

    public static void pictures(Path folder, List<Result> results) throws IOException {
        for (Result result : results) {
            Files.writeString(folder.resolve(result.figure() + ".svg"), Bars.svg(result));
        }
    }

    /** Tables of all results; {@code pictures} is the pictures' folder as seen from the page. */
    public static String text(List<Result> results, String pictures) {
        return TargetTable.of(results) + "\n"
                + results.stream()
                        .map(result -> FigureText.of(result, pictures + result.figure() + ".svg"))
                        .collect(Collectors.joining("\n"));
    }

    /**
     * A page with what stands between its marks, such as {@code <!-- results -->} and {@code <!-- /results -->}, replaced. A mark is
     * a line of its own; in a sentence that speaks of it, it is none.
     */
    public static String filled(String page, String word, String text) {
        String first = "\n<!-- " + word + " -->\n";
        String last = "\n<!-- /" + word + " -->";
        int begin = page.indexOf(first);
        int end = page.indexOf(last, begin + 1);
        if (begin < 0 || end < 0) {
            throw new IllegalArgumentException(
                    "Cannot fill the page: it lacks the lines " + first.strip() + " and " + last.strip());
        }
        return page.substring(0, begin + first.length()) + text.stripTrailing() + page.substring(end);
    }
}
