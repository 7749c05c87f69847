package dev.whimbrel.core.port;

import dev.whimbrel.core.value.Key;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Of a stream of rows only those of certain keys, which are compared by their canonical texts and not as a database would. */
public final class ChosenRows implements SourceRows {
    private final SourceRows rows;
    private final Set<String> keys;

    /** Takes over {@code rows} and closes them. */
    public ChosenRows(SourceRows rows, Collection<Key> keys) {
        this.rows = rows;
        this.keys = keys.stream().map(Key::text).collect(Collectors.toSet());
    }

    @Override
    public @Nullable SourceRow next() {
        SourceRow row = rows.next();
        while (row != null && !keys.contains(row.key().text())) {
            row = rows.next();
        }
        return row;
    }

    @Override
    public void close() {
        rows.close();
    }
}
