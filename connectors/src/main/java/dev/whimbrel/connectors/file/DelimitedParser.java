package dev.whimbrel.connectors.file;

import java.util.Arrays;

/**
 * Fields between delimiters. A quoted field begins and ends with the quote, which stands for itself when doubled; it may hold
 * delimiters and ends of lines. Everything else about quotes is an error, for guessing would be wrong some of the time: text
 * after a closing quote, and a quote within a field that does not begin with one. (A library's parser takes a file as a whole;
 * this one takes single lines, so that its caller can try some and take them back.)
 *
 * <p>It notes where each field is; a field's text is made only for those who ask.
 */
final class DelimitedParser implements RecordParser {
    private static final byte BARE = 0;
    private static final byte QUOTED = 1;
    /** Quoted, with quotes that are doubled. */
    private static final byte DOUBLED = 2;

    private final char delimiter;
    private final int quote;
    private final String once;
    private final String twice;
    private final int width;
    private final StringBuilder open = new StringBuilder();
    /** Whether the field that is read now began in a line before. */
    private boolean goesOn;

    private int size;
    private String[] texts = new String[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private byte[] forms = new byte[32];

    /** @param quote -1 where no character quotes */
    DelimitedParser(char delimiter, int quote, int width) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.once = quote < 0 ? "" : String.valueOf((char) quote);
        this.twice = once + once;
        this.width = width;
    }

    @Override
    public Outcome begin(Line line) {
        size = 0;
        goesOn = false;
        return field(line, 0);
    }

    @Override
    public Outcome more(Line line) {
        return quotedField(line, 0);
    }

    /** Reads fields from the beginning of one at {@code start} to the end of the line. */
    private Outcome field(Line line, int start) {
        String text = line.text();
        int found = quote < 0 ? -1 : text.indexOf(quote, start);
        int nextQuote = found < 0 ? Integer.MAX_VALUE : found;
        int from = start;
        while (true) {
            if (from == nextQuote) {
                return quotedField(line, from + 1);
            }
            int end = text.indexOf(delimiter, from);
            int to = end < 0 ? text.length() : end;
            if (nextQuote < to) {
                return Outcome.BROKEN;
            }
            add(text, from, to, BARE);
            if (end < 0) {
                return Outcome.DONE;
            }
            if (size > width) {
                return Outcome.BROKEN;
            }
            from = end + 1;
        }
    }

    /** Goes on within quotes at {@code start}. */
    private Outcome quotedField(Line line, int start) {
        String text = line.text();
        byte form = QUOTED;
        int from = start;
        while (true) {
            int end = text.indexOf(quote, from);
            if (end < 0) {
                open.setLength(goesOn ? open.length() : 0);
                open.append(text(text, start, text.length(), form)).append(line.end());
                goesOn = true;
                return Outcome.OPEN;
            }
            if (end + 1 == text.length()) {
                close(text, start, end, form);
                return Outcome.DONE;
            }
            char after = text.charAt(end + 1);
            if (after == delimiter) {
                close(text, start, end, form);
                return size > width ? Outcome.BROKEN : field(line, end + 2);
            }
            if (after != quote) {
                return Outcome.BROKEN;
            }
            form = DOUBLED;
            from = end + 2;
        }
    }

    private void close(String text, int start, int end, byte form) {
        if (goesOn) {
            String whole = open.append(text(text, start, end, form)).toString();
            add(whole, 0, whole.length(), QUOTED);
            goesOn = false;
        } else {
            add(text, start, end, form);
        }
    }

    private void add(String text, int start, int end, byte form) {
        if (size == starts.length) {
            texts = Arrays.copyOf(texts, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            forms = Arrays.copyOf(forms, size * 2);
        }
        texts[size] = text;
        starts[size] = start;
        ends[size] = end;
        forms[size] = form;
        size++;
    }

    private String text(String text, int start, int end, byte form) {
        String raw = text.substring(start, end);
        return form == DOUBLED ? raw.replace(twice, once) : raw;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String value(int field) {
        return text(texts[field], starts[field], ends[field], forms[field]);
    }

    @Override
    public boolean quoted(int field) {
        return forms[field] != BARE;
    }
}
