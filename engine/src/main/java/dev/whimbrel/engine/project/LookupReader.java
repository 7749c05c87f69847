package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Type;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Reads what the project file says of a lookup. */
final class LookupReader {
    private LookupReader() {}

    static LookupSpec read(Path folder, Node.Entry entry, Place place) {
        String name = entry.key().text();
        Node.Entries map = (Node.Entries) entry.value();
        if (map.value("values").isPresent()) {
            return new LookupSpec.Values(name, values(map), place);
        }
        if (map.value("csv").isPresent()) {
            return new LookupSpec.Csv(
                    name,
                    folder.resolve(Read.needed(map, "csv")),
                    Read.text(map, "delimiter").orElse(",").charAt(0),
                    Read.needed(map, "key"),
                    Read.needed(map, "value"),
                    type(Read.text(map, "type").orElse("text")),
                    place);
        }
        return new LookupSpec.DatabaseTable(
                name,
                TableName.parse(Read.needed(map, "table")),
                LookupSpec.Side.valueOf(Read.needed(map, "in").toUpperCase(Locale.ROOT)),
                Read.needed(map, "key"),
                Read.needed(map, "value"),
                place);
    }

    private static Map<String, Object> values(Node.Entries map) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Node.Entry entry : Read.entries(map, "values")) {
            values.put(entry.key().text(), Objects.requireNonNull(Read.scalar(entry.value())));
        }
        return values;
    }

    private static Type type(String name) {
        return name.equals("decimal")
                ? Type.decimal(-1, -1)
                : Type.of(Type.Kind.valueOf(name.toUpperCase(Locale.ROOT)));
    }
}
