package dev.whimbrel.core.fault;

import org.jspecify.annotations.Nullable;

/**
 * Where in a file something stands. {@code path} names it for a person ({@code flows.client.fields.email}); line and column
 * count from 1, and 0 means unknown.
 */
public record Place(@Nullable String file, String path, int line, int column) {
    public static final Place NOWHERE = new Place(null, "", 0, 0);

    /** The same file and path, moved right by {@code columns} within the line and down by {@code lines}. */
    public Place moved(int lines, int columns) {
        return line == 0 ? this : new Place(file, path, line + lines, (lines == 0 ? column : 1) + columns);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file);
        }
        if (line > 0) {
            text.append(text.isEmpty() ? "line " : ":").append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        if (!path.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(path);
        }
        return text.toString();
    }
}
