package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared column of a file.
 *
 * @param start its first character in a fixed-width line, from 1; 0 in a delimited file
 * @param length its characters in a fixed-width line; 0 in a delimited file
 * @param format how its texts are written
 */
record Field(String name, Type type, int start, int length, Format format) {
    /**
     * How the texts of a column are written.
     *
     * @param pattern of a date or time, null for ISO 8601; {@code hex} or {@code base64} for bytes
     * @param locale language of names of months and days
     * @param zone of moments written without an offset
     * @param decimal the character before the fraction of a number
     * @param thousands the character between groups of three digits, null where there is none
     * @param yes words for true, in lower case
     * @param no words for false, in lower case
     */
    record Format(
            @Nullable String pattern,
            String locale,
            @Nullable String zone,
            char decimal,
            @Nullable Character thousands,
            List<String> yes,
            List<String> no) {
        Format {
            yes = List.copyOf(yes);
            no = List.copyOf(no);
        }

        static final Format PLAIN = new Format(
                null,
                "en",
                null,
                '.',
                null,
                List.of("true", "t", "yes", "y", "1"),
                List.of("false", "f", "no", "n", "0"));
    }

    static Field text(String name) {
        return new Field(name, Type.TEXT, 0, 0, Format.PLAIN);
    }

    /** Characters of a fixed-width line up to and with this column. */
    int end() {
        return start - 1 + length;
    }
}
