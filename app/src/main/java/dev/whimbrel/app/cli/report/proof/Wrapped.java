package dev.whimbrel.app.cli.report.proof;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines between words, and within a word that is longer than a line. */
final class Wrapped {
    private Wrapped() {}

    /** Lines of at most {@code width} characters; all but the first begin with as many blanks as {@code first} has characters. */
    static List<String> lines(String first, String text, int width) {
        String indent = " ".repeat(first.length());
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean fresh = true;
        for (String word : Shown.clean(text).split(" +")) {
            String rest = word;
            if (!fresh && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                fresh = true;
            }
            while (line.length() + rest.length() + (fresh ? 0 : 1) > width) {
                int room = room(rest, width - line.length());
                lines.add(line + rest.substring(0, room));
                rest = rest.substring(room);
                line = new StringBuilder(indent);
            }
            line.append(fresh ? "" : " ").append(rest);
            fresh = false;
        }
        lines.add(line.toString());
        return lines;
    }

    private static int room(String word, int room) {
        return room > 1 && Character.isHighSurrogate(word.charAt(room - 1)) ? room - 1 : room;
    }
}
