package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Unreadable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a table's records. */
final class Values {
    private final FileTable table;
    /** By column; null for a text, which is its value as it is. */
    private final @Nullable Conversion[] conversions;
    /** By file and column, the place of the column's field. */
    private final int[][] places;

    private final List<String> nulls;

    Values(FileTable table) {
        this.table = table;
        this.nulls = table.nulls();
        this.conversions = table.fields().stream()
                .map(f -> f.type().isText() ? null : Conversion.of(f))
                .toArray(Conversion[]::new);
        this.places = table.files().stream()
                .map(f -> f.order().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** The value of a declared column: null, of its type's class, or an {@link Unreadable}. The record is not malformed. */
    @Nullable
    Object value(RawRecord record, int file, int column) {
        return value(text(record, file, column), column);
    }

    /** The text of a declared column. */
    @Nullable
    String text(RawRecord record, int file, int column) {
        return record.texts().of(places[file][column]);
    }

    /** The value of a column's text. */
    @Nullable
    Object value(@Nullable String text, int column) {
        Conversion conversion = conversions[column];
        if (text == null || conversion == null) {
            return text;
        }
        // Some programs quote every field, and no number or date is empty.
        return nulls.contains(Blanks.trim(text)) ? null : conversion.convert(text);
    }

    /** A row's key, or why it has none: {@code trouble} is the code then, and the key names the line. */
    record KeyOrTrouble(Key key, @Nullable String trouble) {}

    /** @param columns places of the key's columns; none means the record's number */
    KeyOrTrouble key(RawRecord record, Records at, List<Integer> columns) {
        if (columns.isEmpty() && record.malformed() == null) {
            return new KeyOrTrouble(Key.of(at.number()), null);
        }
        List<Object> parts = new ArrayList<>(columns.size());
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
