package dev.whimbrel.connectors.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a line is divided into fields. */
sealed interface Layout {
    RecordParser parser(List<Field> fields, int width);

    /** Whether it understands lines that are {@link Line#packed}. */
    boolean unpacks();

    /** Fields between delimiters; the quote is null where no character quotes. */
    record Delimited(char delimiter, @Nullable Character quote) implements Layout {
        @Override
        public RecordParser parser(List<Field> fields, int width) {
            return new DelimitedParser(delimiter, quote == null ? -1 : quote, width);
        }

        @Override
        public boolean unpacks() {
            return delimiter < 0x80 && (quote == null || quote < 0x80);
        }
    }

    /** Fields at fixed places; {@code ragged} lines may lack the blanks at their end. */
    record Fixed(boolean ragged) implements Layout {
        @Override
        public RecordParser parser(List<Field> fields, int width) {
            return new FixedParser(fields, ragged);
        }

        @Override
        public boolean unpacks() {
            return false;
        }
    }
}
