package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts lines, records and columns of a delimited text, and finds what stands between its columns. */
final class RecordProbe {
    private static final String SEPARATORS = ",;\t|";
    private static final int LONGEST = 1 << 16;

    private final StringBuilder firstRecord = new StringBuilder();
    private final int[] found = new int[SEPARATORS.length()];
    private final int[] inFirst = new int[SEPARATORS.length()];
    private final long[] alike = new long[SEPARATORS.length()];
    private long records;
    private long lines;
    private boolean blankLine = true;
    private boolean blankRecord = true;
    private boolean quoted;
    private boolean closing;
    private boolean opens = true;
    private int before;

    /** Takes a unit of text. */
    void next(int unit) {
        if (unit == '\n' && before == '\r') {
            before = unit;
            return;
        }
        before = unit;
        boolean ends = unit == '\n' || unit == '\r';
        if (ends) {
            lines += blankLine ? 0 : 1;
            blankLine = true;
        } else {
            blankLine = false;
        }
        if (closing) {
            closing = false;
            // Two quotes within quotes stand for one.
            quoted = unit == '"';
            if (quoted) {
                add(unit);
                return;
            }
        } else if (quoted) {
            closing = unit == '"';
            add(unit);
            return;
        }
        if (ends) {
            endRecord();
            return;
        }
        blankRecord = false;
        add(unit);
        int separator = SEPARATORS.indexOf(unit);
        if (separator >= 0) {
            found[separator]++;
        }
        quoted = unit == '"' && opens;
        // The mark of UTF-8 comes as three units and may stand before the first quote.
        opens = separator >= 0 || opens && records == 0 && (unit == 0xEF || unit == 0xBB || unit == 0xBF);
    }

    private void add(int unit) {
        blankRecord = false;
        if (records == 0 && firstRecord.length() < LONGEST) {
            firstRecord.append((char) unit);
        }
    }

    private void endRecord() {
        if (!blankRecord) {
            for (int i = 0; i < found.length; i++) {
                if (records == 0) {
                    inFirst[i] = found[i];
                }
                alike[i] += found[i] == inFirst[i] ? 1 : 0;
            }
            records++;
        }
        Arrays.fill(found, 0);
        blankRecord = true;
        opens = true;
    }

    /** Says that the text is at its end. */
    void end() {
        lines += blankLine ? 0 : 1;
        quoted &= !closing;
        endRecord();
    }

    /** What the text looks like. */
    Shape shape(String encoding, List<String> names) {
        int best = -1;
        for (int i = 0; i < inFirst.length; i++) {
            if (inFirst[i] > 0
                    && (best < 0 || alike[i] > alike[best] || alike[i] == alike[best] && inFirst[i] > inFirst[best])) {
                best = i;
            }
        }
        String separator = best < 0 ? null : SEPARATORS.substring(best, best + 1);
        int columns = records == 0 ? 0 : best < 0 ? 1 : inFirst[best] + 1;
        List<String> header = header(separator, encoding, names);
        return new Shape(
                encoding,
                separator,
                columns,
                header,
                lines,
                quoted ? null : Long.valueOf(records - (header.isEmpty() ? 0 : 1)),
                quoted ? 0 : records - (best < 0 ? records : alike[best]));
    }

    /** The fields of the first record that the project file names; another one could be a value and is never told. */
    private List<String> header(@Nullable String separator, String encoding, List<String> names) {
        List<String> header = new ArrayList<>();
        boolean any = false;
        for (String field : fields(text(encoding), separator)) {
            String wanted = field.strip().toLowerCase(Locale.ROOT);
            String known = names.stream()
                    .filter(name -> name.strip().toLowerCase(Locale.ROOT).equals(wanted))
                    .findFirst()
                    .orElse("?");
            any |= !known.equals("?");
            header.add(known);
        }
        return any ? header : List.of();
    }

    private String text(String encoding) {
        String units = firstRecord.toString();
        String text = encoding.equals("UTF-8")
                ? new String(units.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : units;
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static List<String> fields(String record, @Nullable String separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (c == '"') {
                within = !within;
            } else if (!within && separator != null && c == separator.charAt(0)) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
