package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Unreadable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a table's records. */
final class Values {
    private final FileTable table;
    private final List<Conversion> conversions;

    Values(FileTable table) {
        this.table = table;
        this.conversions = table.fields().stream().map(Conversion::of).toList();
    }

    /** The value of a declared column: null, of its type's class, or an {@link Unreadable}. The record is not malformed. */
    @Nullable
    Object value(RawRecord record, int file, int column) {
        String text = record.texts()[table.files().get(file).order().get(column)];
        if (text == null) {
            return null;
        }
        if (table.fields().get(column).type().isText()) {
            return text;
        }
        // Some programs quote every field, and no number or date is empty.
        return table.nulls().contains(Blanks.trim(text))
                ? null
                : conversions.get(column).convert(text);
    }

    /** A row's key, or why it has none: {@code trouble} is the code then, and the key names the line. */
    record KeyOrTrouble(Key key, @Nullable String trouble) {}

    /** @param columns places of the key's columns; none means the record's number */
    KeyOrTrouble key(RawRecord record, Records at, List<Integer> columns) {
        if (columns.isEmpty() && record.malformed() == null) {
            return new KeyOrTrouble(Key.of(at.number()), null);
        }
        List<Object> parts = new ArrayList<>();
        String trouble = record.malformed();
        for (int i = 0; i < columns.size() && trouble == null; i++) {
            Object part = value(record, at.file(), columns.get(i));
            if (part == null) {
                trouble = "KEY_NULL";
            } else if (part instanceof Unreadable unreadable) {
                trouble = unreadable.code();
            } else {
                parts.add(part);
            }
        }
        return trouble == null
                ? new KeyOrTrouble(new Key(parts), null)
                : new KeyOrTrouble(Key.of(table.lineName(at.file(), record.line())), trouble);
    }
}
