package dev.whimbrel.connectors.file;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Fields between delimiters. A quoted field begins and ends with the quote, which stands for itself when doubled; it may hold
 * delimiters and ends of lines. Everything else about quotes is an error, for guessing would be wrong some of the time: text
 * after a closing quote, and a quote within a field that does not begin with one. (A library's parser takes a file as a whole;
 * this one takes single lines, so that its caller can try some and take them back.)
 */
final class DelimitedParser implements RecordParser {
    private final char delimiter;
    private final int quote;
    private final int width;
    private final List<String> fields = new ArrayList<>();
    private final BitSet quoted = new BitSet();
    private final StringBuilder open = new StringBuilder();

    /** @param quote -1 where no character quotes */
    DelimitedParser(char delimiter, int quote, int width) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.width = width;
    }

    @Override
    public Outcome begin(Line line) {
        fields.clear();
        quoted.clear();
        return field(line, 0);
    }

    @Override
    public Outcome more(Line line) {
        return quotedField(line, 0);
    }

    /** Reads fields from the beginning of one at {@code start} to the end of the line. */
    private Outcome field(Line line, int start) {
        String text = line.text();
        int from = start;
        while (true) {
            if (from < text.length() && text.charAt(from) == quote) {
                open.setLength(0);
                return quotedField(line, from + 1);
            }
            int end = text.indexOf(delimiter, from);
            int to = end < 0 ? text.length() : end;
            String value = text.substring(from, to);
            if (quote >= 0 && value.indexOf(quote) >= 0) {
                return Outcome.BROKEN;
            }
            fields.add(value);
            if (end < 0) {
                return Outcome.DONE;
            }
            if (fields.size() > width) {
                return Outcome.BROKEN;
            }
            from = end + 1;
        }
    }

    /** Goes on within quotes at {@code start}. */
    private Outcome quotedField(Line line, int start) {
        String text = line.text();
        int from = start;
        while (true) {
            int end = text.indexOf(quote, from);
            if (end < 0) {
                open.append(text, from, text.length()).append(line.end());
                return Outcome.OPEN;
            }
            open.append(text, from, end);
            if (end + 1 == text.length()) {
                close();
                return Outcome.DONE;
            }
            char after = text.charAt(end + 1);
            if (after == delimiter) {
                close();
                return fields.size() > width ? Outcome.BROKEN : field(line, end + 2);
            }
            if (after != quote) {
                return Outcome.BROKEN;
            }
            open.append(after);
            from = end + 2;
        }
    }

    private void close() {
        quoted.set(fields.size());
        fields.add(open.toString());
    }

    @Override
    public int size() {
        return fields.size();
    }

    @Override
    public String value(int field) {
        return fields.get(field);
    }

    @Override
    public boolean quoted(int field) {
        return quoted.get(field);
    }
}
