package dev.whimbrel.examples.tutorial;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An expected output, read loosely: each of its lines must be met in this order, with any other lines between them; {@code …}
 * inside a line stands for anything, and white space counts as one blank.
 */
final class Expectation {
    private Expectation() {}

    /** The first expected line that the output does not have, or null where it has all. */
    static @Nullable String missing(String expected, String output) {
        List<String> lines = output.lines().map(Expectation::plain).toList();
        int at = 0;
        for (String wanted : expected.lines().map(Expectation::plain).toList()) {
            Pattern pattern = pattern(wanted);
            int found = at;
            while (found < lines.size() && !pattern.matcher(lines.get(found)).matches()) {
                found++;
            }
            if (found == lines.size() && !wanted.equals("…")) {
                return wanted;
            }
            at = Math.min(found + 1, lines.size());
        }
        return null;
    }

    private static Pattern pattern(String line) {
        StringBuilder pattern = new StringBuilder();
        for (String piece : line.split("…", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(piece.isEmpty() ? "(?:)" : Pattern.quote(piece));
        }
        return Pattern.compile(pattern.toString());
    }

    private static String plain(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }
}
