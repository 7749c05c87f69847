package dev.whimbrel.engine.project;

import dev.whimbrel.core.schema.TableName;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the database tables that lookups name, in whichever of the two systems. */
@FunctionalInterface
public interface TableLookupReader {
    void readAll(LookupSpec.Side in, TableName table, List<String> columns, Consumer<@Nullable Object[]> rows);
}
