package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.report.proof.DifferenceWords;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.engine.reveal.Revealed;
import dev.whimbrel.engine.reveal.Revealed.Row;
import dev.whimbrel.engine.reveal.Revealed.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row in the clear, side by side, nothing of it cut. It is no report: there is no JSON of it. */
public final class RevealedText {
    private static final String GAP = "  ";
    private static final String NULL = "(null)";
    private static final int NARROWEST = 12;

    private final Revealed revealed;
    private final String key;

    /** @param key as it was asked for */
    public RevealedText(Revealed revealed, String key) {
        this.revealed = revealed;
        this.key = key;
    }

    /** Lines of at most {@code width} characters, as far as names of columns allow that. */
    public List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        lines.add("Flow " + revealed.flow() + ", " + FlowSums.owner(revealed.tenant()) + ", key " + Words.visible(key));
        for (Row row : revealed.rows()) {
            lines.add("");
            absent(row, lines);
            table(row, width, lines);
        }
        return lines;
    }

    private static void absent(Row row, List<String> lines) {
        if (row.noExpected().equals(Row.ABSENT)) {
            lines.add("The mapping makes no such row.");
        } else if (!row.noExpected().isEmpty()) {
            lines.add("The mapping cannot make this row: " + row.noExpected());
        }
        if (!row.noActual().isEmpty()) {
            lines.add("No such row stands in the target.");
        }
    }

    private static void table(Row row, int width, List<String> lines) {
        int names = row.values().stream()
                .mapToInt(value -> name(value).length())
                .max()
                .orElse(0);
        int widest = row.values().stream()
                .mapToInt(value -> Math.max(
                        shown(value.expected()).length(), shown(value.actual()).length()))
                .max()
                .orElse(0);
        int room = Math.max(NARROWEST, (width - names - 2 - 2 * GAP.length()) / 2);
        int cell = Math.min(Math.max(widest, "source, mapped".length()), room);
        lines.add(line("  ", "column", names, "source, mapped", cell, "target"));
        for (Value value : row.values()) {
            value(value, names, cell, lines);
        }
    }

    private static void value(Value value, int names, int cell, List<String> lines) {
        List<String> left = pieces(shown(value.expected()), cell);
        List<String> right = pieces(shown(value.actual()), cell);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            lines.add(line(
                    i == 0 && value.difference() != null ? "≠ " : "  ",
                    i == 0 ? name(value) : "",
                    names,
                    i < left.size() ? left.get(i) : "",
                    cell,
                    i < right.size() ? right.get(i) : ""));
        }
        if (value.difference() != null) {
            lines.add("    " + DifferenceWords.of(value.difference()));
        }
    }

    private static String name(Value value) {
        return value.reference() ? value.column() + " → source key" : value.column();
    }

    /** In quotes where one could not see else where it begins and ends. */
    private static String shown(@Nullable String value) {
        if (value == null) {
            return NULL;
        }
        String text = Words.visible(value);
        return text.equals(text.strip()) && !text.isEmpty() && !text.equals(NULL) ? text : '"' + text + '"';
    }

    private static List<String> pieces(String text, int length) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (text.length() - from > length) {
            int to = from + length;
            to -= Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
            pieces.add(text.substring(from, to));
            from = to;
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static String line(String mark, String name, int names, String left, int cell, String right) {
        return (mark
                        + name
                        + " ".repeat(Math.max(0, names - name.length()))
                        + GAP
                        + left
                        + " ".repeat(Math.max(0, cell - left.length()))
                        + GAP
                        + right)
                .stripTrailing();
    }
}
