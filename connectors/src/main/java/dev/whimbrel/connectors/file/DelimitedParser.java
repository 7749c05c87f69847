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
    /** What a field is, added up. */
    private static final int BARE = 0;

    private static final int QUOTED = 1;
    /** With quotes that are doubled. */
    private static final int DOUBLED = 2;
    /** Of a line that is {@link Line#packed}. */
    private static final int PACKED = 4;

    private final char delimiter;
    private final int quote;
    private final int width;
    private final StringBuilder open = new StringBuilder();
    /** Whether the field that is read now began in a line before. */
    private boolean goesOn;

    private char[] letters = new char[128];

    private int size;
    private String[] texts = new String[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int[] forms = new int[32];

    /** @param quote -1 where no character quotes */
    DelimitedParser(char delimiter, int quote, int width) {
        this.delimiter = delimiter;
        this.quote = quote;
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
        int form = line.packed() ? PACKED : BARE;
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
            add(text, from, to, form);
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
        int form = line.packed() ? PACKED + QUOTED : QUOTED;
        int from = start;
        while (true) {
            int end = text.indexOf(quote, from);
            if (end < 0) {
                if (!goesOn) {
                    open.setLength(0);
                }
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
            form |= DOUBLED;
            from = end + 2;
        }
    }

    private void close(String text, int start, int end, int form) {
        if (goesOn) {
            String whole = open.append(text(text, start, end, form)).toString();
            add(whole, 0, whole.length(), QUOTED);
            goesOn = false;
        } else {
            add(text, start, end, form);
        }
    }

    private void add(String text, int start, int end, int form) {
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

    private String text(String text, int start, int end, int form) {
        String raw = text.substring(start, end);
        String plain = (form & DOUBLED) == 0 ? raw : once(raw);
        return (form & PACKED) == 0 ? plain : Utf8.text(plain);
    }

    /** A text in which each quote stands twice, with each once. */
    private String once(String doubled) {
        int length = doubled.length();
        if (letters.length < length) {
            letters = new char[length * 2];
        }
        doubled.getChars(0, length, letters, 0);
        int to = 0;
        for (int from = 0; from < length; from++) {
            char c = letters[from];
            letters[to++] = c;
            from += c == quote ? 1 : 0;
        }
        return new String(letters, 0, to);
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
        return (forms[field] & QUOTED) != 0;
    }
}
