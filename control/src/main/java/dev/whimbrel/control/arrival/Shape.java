package dev.whimbrel.control.arrival;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like, without any of its values.
 *
 * @param encoding {@code US-ASCII}, {@code UTF-8}, {@code UTF-16LE}, {@code UTF-16BE}; {@code 8-BIT} where it is none of them
 * @param separator between columns; null where there is but one column
 * @param columns of the first record; 0 where there is none
 * @param header names of the columns as far as the project file names them, {@code ?} for others; empty where the first record is no header
 * @param lines that are not empty
 * @param records a header not among them; null where a quote is never closed, so that they cannot be told
 * @param uneven records that have another number of columns than the first
 */
public record Shape(
        String encoding,
        @Nullable String separator,
        int columns,
        List<String> header,
        long lines,
        @Nullable Long records,
        long uneven) {
    public Shape {
        header = List.copyOf(header);
    }

    /** What stands between columns. */
    public Optional<String> delimiter() {
        return Optional.ofNullable(separator);
    }
}
