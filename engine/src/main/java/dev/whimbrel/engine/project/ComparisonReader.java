package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code comparisons}, which the schema has approved. */
final class ComparisonReader {
    private final String file;
    private final Consumer<Problem> problems;

    ComparisonReader(String file, Consumer<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    Comparison read(Node.Entry entry) {
        String path = "comparisons." + entry.key().text();
        Node.Entries map = (Node.Entries) entry.value();
        Map<String, Comparison.Twin> tables = new LinkedHashMap<>();
        for (Node.Entry table : Read.entries(map, "tables")) {
            String name = table.key().text();
            tables.put(name, twin(path + ".tables." + name, table));
        }
        return new Comparison(
                entry.key().text(),
                end(Read.map(map, "expected").orElseThrow()),
                end(Read.map(map, "actual").orElseThrow()),
                tables,
                hash(Read.plain(map)),
                place(path, entry.key()));
    }

    private static Comparison.End end(Node.Entries map) {
        return new Comparison.End(
                Read.needed(map, "at").equals("source") ? Comparison.Side.SOURCE : Comparison.Side.TARGET,
                Read.text(map, "schema").orElse(null));
    }

    private Comparison.Twin twin(String path, Node.Entry table) {
        if (!(table.value() instanceof Node.Entries map)) {
            return Comparison.Twin.plain(place(path, table.key()));
        }
        return new Comparison.Twin(
                Read.text(map, "with").orElse(null),
                key(map),
                texts(map, "columns"),
                Read.text(map, "owner").orElse(null),
                Read.text(map, "surrogate").orElse(null),
                texts(map, "leave_out"),
                texts(map, "references"),
                zones(path, map),
                Set.copyOf(Read.texts(map, "ids")),
                tolerances(path + ".tolerances.", map),
                Set.copyOf(Read.texts(map, "public")),
                map.value("mask_key").map(Read::scalar).equals(java.util.Optional.of(true)),
                place(path, table.key()));
    }

    /** Null for the primary key; {@code none} is written where rows have no key. */
    private static @Nullable List<String> key(Node.Entries map) {
        if (map.value("key").isEmpty()) {
            return null;
        }
        Node written = map.value("key").orElseThrow();
        return written instanceof Node.Text text && text.text().equals("none") ? List.of() : Read.texts(written);
    }

    private static Map<String, String> texts(Node.Entries map, String name) {
        return Read.entries(map, name).stream()
                .collect(Collectors.toMap(entry -> entry.key().text(), entry -> Read.text(entry.value())));
    }

    private Map<String, ZoneId> zones(String path, Node.Entries map) {
        Map<String, ZoneId> zones = new TreeMap<>();
        for (Node.Entry entry : Read.entries(map, "zones")) {
            try {
                zones.put(entry.key().text(), ZoneId.of(Read.text(entry.value())));
            } catch (DateTimeException e) {
                problems.accept(Problem.error(
                        "PROJECT_FILE_WRONG_VALUE",
                        place(path + ".zones." + entry.key().text(), entry.value()),
                        "Cannot find the time zone " + Read.text(entry.value()),
                        "Write a zone of the IANA database, such as Europe/Madrid or UTC."));
            }
        }
        return zones;
    }

    private Map<String, Tolerated> tolerances(String path, Node.Entries map) {
        Map<String, Tolerated> tolerances = new TreeMap<>();
        for (Node.Entry entry : Read.entries(map, "tolerances")) {
            String column = entry.key().text();
            tolerances.put(
                    column, new Tolerated(ToleranceReader.read(entry.value()), place(path + column, entry.key())));
        }
        return tolerances;
    }

    /** Of what the comparison says; the texts of the maps and lists are told apart by how they are written. */
    private static String hash(Object said) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(form(said).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Object said) {
        if (said instanceof Map<?, ?> map) {
            StringBuilder form = new StringBuilder("{");
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put((String) key, value));
            sorted.forEach((key, value) -> form.append(form(key)).append(form(value)));
            return form.append('}').toString();
        }
        if (said instanceof List<?> list) {
            return list.stream().map(ComparisonReader::form).collect(Collectors.joining("", "[", "]"));
        }
        String text = said.toString();
        return text.length() + ":" + text;
    }

    private Place place(String path, Node node) {
        return new Place(file, path, node.line(), node.column());
    }
}
