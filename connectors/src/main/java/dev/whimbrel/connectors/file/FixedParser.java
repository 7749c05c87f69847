package dev.whimbrel.connectors.file;

import java.util.List;

/**
 * Fields at fixed places of a line, counted in characters from 1, with blanks around them taken away. A line that is too short
 * for its last field, or that has anything but blanks after it, is broken; where {@code ragged}, blanks cut off at the end of
 * the line are put back.
 */
final class FixedParser implements RecordParser {
    private final List<Field> fields;
    private final boolean ragged;
    private final int length;
    private String text = "";

    FixedParser(List<Field> fields, boolean ragged) {
        this.fields = List.copyOf(fields);
        this.ragged = ragged;
        this.length = fields.stream().mapToInt(Field::end).max().orElse(0);
    }

    @Override
    public Outcome begin(Line line) {
        text = line.text();
        if (text.length() < length) {
            text = text + " ".repeat(length - text.length());
            return ragged ? Outcome.DONE : Outcome.BROKEN;
        }
        return text.substring(length).isBlank() ? Outcome.DONE : Outcome.BROKEN;
    }

    @Override
    public Outcome more(Line line) {
        return Outcome.BROKEN;
    }

    @Override
    public int size() {
        return fields.size();
    }

    @Override
    public String value(int field) {
        Field wanted = fields.get(field);
        return Blanks.trim(text.substring(wanted.start() - 1, wanted.end()));
    }

    @Override
    public boolean quoted(int field) {
        return false;
    }
}
