package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problems, those of one place together, in the order of the file. */
record ProblemList(List<Problem> problems) {
    private static final java.util.Comparator<Place> ORDER = java.util.Comparator.comparing(
                    (Place place) -> place.file() == null ? "" : place.file())
            .thenComparingInt(Place::line)
            .thenComparingInt(Place::column);

    ProblemList {
        problems = List.copyOf(problems);
    }

    List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Problem problem : problems) {
            Place place = problem.place();
            rows.add(Json.object(
                    "severity", problem.severity().name(),
                    "code", problem.code(),
                    "file", place.file(),
                    "line", place.line() == 0 ? null : place.line(),
                    "column", place.column() == 0 ? null : place.column(),
                    "path", place.path(),
                    "message", problem.message(),
                    "next", problem.next()));
        }
        return rows;
    }

    void print(PrintStream to, Screen screen) {
        Map<String, List<Problem>> places = new LinkedHashMap<>();
        problems.stream()
                .sorted((a, b) -> ORDER.compare(a.place(), b.place()))
                .forEach(problem -> places.computeIfAbsent(problem.place().toString(), place -> new ArrayList<>())
                        .add(problem));
        places.forEach((place, there) -> {
            for (Problem problem : there) {
                to.println(word(problem, screen) + ": " + problem.message());
            }
            if (!place.isEmpty()) {
                to.println("  at " + place);
            }
            there.stream()
                    .map(Problem::next)
                    .distinct()
                    .filter(next -> !next.isEmpty())
                    .forEach(next -> to.println("  next: " + next));
        });
    }

    private static String word(Problem problem, Screen screen) {
        String text = problem.severity().name().toLowerCase(Locale.ROOT) + " " + problem.code();
        return switch (problem.severity()) {
            case ERROR -> screen.bad(text);
            case UNDECIDED, WARNING -> screen.careful(text);
        };
    }

    /** Such as {@code 2 errors, 1 undecided, 3 warnings}; empty where there is nothing. */
    String summary() {
        List<String> parts = new ArrayList<>();
        long errors = count(Problem.Severity.ERROR);
        long undecided = count(Problem.Severity.UNDECIDED);
        long warnings = count(Problem.Severity.WARNING);
        if (errors > 0) {
            parts.add(Words.count(errors, "error"));
        }
        if (undecided > 0) {
            parts.add(Words.count(undecided) + " undecided");
        }
        if (warnings > 0) {
            parts.add(Words.count(warnings, "warning"));
        }
        return String.join(", ", parts);
    }

    long count(Problem.Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }
}
