package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.Table;
import java.util.Map;

/** A source that knows what its columns hold when nothing is written. */
public interface Defaults {
    /**
     * By name of the column, as values of a row are; columns without a default, or whose default is worked out anew each time, are
     * absent.
     */
    Map<String, Object> constants(Table table);
}
