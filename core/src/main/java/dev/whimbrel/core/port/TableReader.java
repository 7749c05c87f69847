package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.TableName;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A source or target that can read some columns of a small table whole, for lookups. */
public interface TableReader {
    /**
     * Hands over every row, in no fixed order.
     *
     * @param rows receives the values in the order of {@code columns}, each null or of the Java class of its column's type
     */
    void readAll(TableName table, List<String> columns, Consumer<@Nullable Object[]> rows);
}
