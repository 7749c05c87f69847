package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Fate.Kind;
import dev.whimbrel.engine.against.Promotion;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of the rows of the verification against which this one was held, on a terminal. */
final class ChangesText {
    private static final int PATTERNS = 20;

    private final ChangeLines lines;

    ChangesText(Promotion promotion) {
        this.lines = new ChangeLines(promotion);
    }

    String title() {
        return lines.title();
    }

    List<String> sentences() {
        return Stream.concat(Stream.of(lines.verdict()), lines.inputs().stream())
                .toList();
    }

    /** A pattern each, those that are new first. */
    List<String> patterns() {
        List<ChangeLines.Line> all =
                Stream.concat(lines.newly().stream(), lines.before().stream()).toList();
        Stream<String> shown = all.stream().limit(PATTERNS).map(ChangesText::line);
        return all.size() <= PATTERNS
                ? shown.toList()
                : Stream.concat(
                                shown,
                                Stream.of("and " + Words.count(all.size() - PATTERNS, "more pattern")
                                        + "; the page and the JSON report have them."))
                        .toList();
    }

    private static String line(ChangeLines.Line line) {
        String rows = Stream.concat(Stream.of(Kind.NEWLY_BROKEN, Kind.NEWLY_UNCLEAR), ChangeLines.BEFORE.stream())
                .filter(kind -> line.of(kind) > 0)
                .map(kind -> Words.count(line.of(kind)) + " " + ChangeLines.word(kind))
                .collect(Collectors.joining(", "));
        String reasons = line.reasons().isEmpty() ? "" : " (" + String.join("; ", line.reasons()) + ")";
        return Shown.name(line.id()) + " " + PatternWords.title(line.pattern()) + ": " + rows + " in " + line.whose()
                + reasons;
    }
}
