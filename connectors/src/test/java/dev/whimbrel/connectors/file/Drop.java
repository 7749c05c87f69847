package dev.whimbrel.connectors.file;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A folder with files of one table, {@code bird}, and rows as short texts: {@code key=value,value} or {@code key!CODE}. */
final class Drop {
    private final Path folder;
    private final Map<String, Object> file = new HashMap<>();

    Drop(Path folder) {
        this.folder = folder;
        set("path", "bird.csv");
    }

    Drop set(String name, Object value) {
        file.put(name, value);
        return this;
    }

    /** Columns as {@code name} or {@code name:type} or {@code name:type:format}. */
    Drop columns(String... columns) {
        return set(
                "columns",
                Arrays.stream(columns)
                        .map(c -> {
                            String[] part = c.split(":", 3);
                            Map<String, Object> column = new HashMap<>();
                            column.put("name", part[0]);
                            if (part.length > 1) {
                                column.put("type", part[1]);
                            }
                            if (part.length > 2) {
                                column.put("format", part[2]);
                            }
                            return column;
                        })
                        .toList());
    }

    Drop write(String content) {
        return write("bird.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    Drop write(String content, Charset charset) {
        return write("bird.csv", content.getBytes(charset));
    }

    Drop write(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Source open() {
        return new FileSourceConnector()
                .open(new ConnectionProfile(
                        "files", folder.toString(), null, null, Map.of("files", Map.of("bird", file)), folder));
    }

    static Table table(Source source) {
        return source.schema().table(new TableName(null, "bird")).orElseThrow();
    }

    static ReadPlan plan(Table table, Ownership ownership, String... tenants) {
        return new ReadPlan(
                table,
                table.primaryKey(),
                table.columnNames().stream()
                        .map(c -> new ReadPlan.ReadColumn(null, c))
                        .toList(),
                List.of(),
                ownership,
                Arrays.stream(tenants).map(TenantId::new).collect(Collectors.toSet()));
    }

    static Ownership column(String name) {
        return new Ownership.Paths(List.of(new Ownership.Path(List.of(), name)));
    }

    /** All rows. */
    List<String> rows() {
        try (Source source = open()) {
            return rows(source, plan(table(source), new Ownership.Everyone()), KeyRange.ALL);
        }
    }

    static List<String> rows(Source source, ReadPlan plan, KeyRange range) {
        List<String> texts = new ArrayList<>();
        try (SourceRows rows = source.read(plan, range)) {
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                texts.add(text(row));
            }
        }
        return texts;
    }

    static String text(SourceRow row) {
        String values = Arrays.stream(row.values())
                .map(v -> v instanceof Unreadable unreadable ? "!" + unreadable.code() : String.valueOf(v))
                .collect(Collectors.joining("|"));
        return row.malformed() != null ? row.key() + "!" + row.malformed() : row.key() + "=" + values;
    }

    static Set<TenantId> tenants(String... names) {
        return Arrays.stream(names).map(TenantId::new).collect(Collectors.toSet());
    }
}
