package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Type;
import java.nio.file.Path;
import java.util.Map;

/** Where a lookup's content comes from. */
public sealed interface LookupSpec {
    String name();

    Place place();

    /** The content stands in the project file; new values are String, Long, BigDecimal or Boolean. */
    record Values(String name, Map<String, Object> values, Place place) implements LookupSpec {
        public Values {
            values = Map.copyOf(values);
        }
    }

    /** A CSV file with a header; its new values become {@code type}. */
    record Csv(String name, Path file, char delimiter, String key, String value, Type type, Place place)
            implements LookupSpec {}

    /** Two columns of a database table. */
    record DatabaseTable(String name, TableName table, Side in, String key, String value, Place place)
            implements LookupSpec {}

    /** Which of the two systems. */
    enum Side {
        SOURCE,
        TARGET
    }
}
