package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Unreadable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a text of several lines from rows that two broken quotes, one never closed and a later one never opened, would hide in
 * what looks like such a text. A line is like a row if it has a row's fields, none with blanks around it, and its typed columns
 * can be read, at least one with a value. Prose hardly ever is; where at least half of the lines after the first are, the record
 * is not believed. A table of texts alone gives nothing to go by.
 */
final class RowLikeness {
    private final FileTable table;
    private final Layout.Delimited layout;
    private final List<Integer> order;
    private final List<@Nullable Conversion> conversions;

    private RowLikeness(
            FileTable table, Layout.Delimited layout, List<Integer> order, List<@Nullable Conversion> conversions) {
        this.table = table;
        this.layout = layout;
        this.order = order;
        this.conversions = conversions;
    }

    static @Nullable RowLikeness of(FileTable table, DataFile file) {
        List<@Nullable Conversion> conversions = new ArrayList<>();
        for (Field field : table.fields()) {
            conversions.add(field.type().isText() ? null : Conversion.of(field));
        }
        boolean typed = conversions.stream().anyMatch(c -> c != null);
        return typed && table.layout() instanceof Layout.Delimited layout
                ? new RowLikeness(table, layout, file.order(), conversions)
                : null;
    }

    /** Whether these lines, all but the first of a record that is well-formed as a whole, are rather rows of their own. */
    boolean swallows(List<Line> rest) {
        int alike = 0;
        for (int i = 0; i < rest.size(); i++) {
            Line line = rest.get(i);
            boolean last = i == rest.size() - 1;
            if (isLike(line) || (last && isLike(withoutQuote(line)))) {
                alike++;
            }
        }
        return alike * 2 >= rest.size() && alike > 0;
    }

    /** The line without the quote that closes the field that is open at its beginning. */
    private Line withoutQuote(Line line) {
        int quote = layout.quote() == null ? -1 : line.text().indexOf(layout.quote());
        String text = quote < 0
                ? line.text()
                : line.text().substring(0, quote) + line.text().substring(quote + 1);
        return new Line(text, line.packed(), line.end(), line.number(), line.offset(), line.bytes(), false, false);
    }

    private boolean isLike(Line line) {
        RecordParser parser = layout.parser(table.fields(), order.size());
        RecordParser.Outcome outcome = parser.begin(line);
        boolean whole = outcome == RecordParser.Outcome.DONE && parser.size() == order.size();
        // A row whose last field goes on in the next line begins like one.
        if (!whole && outcome != RecordParser.Outcome.OPEN) {
            return false;
        }
        int readable = 0;
        for (int column = 0; column < order.size(); column++) {
            int place = order.get(column);
            if (place < parser.size() && !isEmpty(parser, place)) {
                Conversion conversion = conversions.get(column);
                String text = parser.value(place);
                if (!parser.quoted(place) && !text.equals(Blanks.trim(text))) {
                    return false;
                }
                if (conversion != null) {
                    if (conversion.convert(text) instanceof Unreadable) {
                        return false;
                    }
                    readable++;
                }
            }
        }
        return readable > 0;
    }

    private boolean isEmpty(RecordParser parser, int place) {
        return parser.value(place).isEmpty() || table.nulls().contains(parser.value(place));
    }
}
