package dev.whimbrel.bench.own;

import dev.whimbrel.bench.data.Field;
import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.server.Database;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The project file of a CSV that PostgreSQL wrote. */
public final class CsvSource {
    private CsvSource() {}

    public static String project(Path file, Layout layout, Database target) {
        String files =
                "{ type: files, folder: \"%s\", files: { %s: { path: \"%s\", format: csv, delimiter: \",\", quote: '\"', header: true, key: [id], columns: [ %s ] } } }"
                        .formatted(
                                file.toAbsolutePath().getParent(),
                                layout.table(),
                                file.getFileName(),
                                layout.fields().stream().map(CsvSource::column).collect(Collectors.joining(", ")));
        return ProjectText.csv(files, target, layout).yaml();
    }

    private static String column(Field field) {
        String type = field.type().replace(" not null", "");
        return switch (type.replaceAll("\\(.*", "")) {
            case "boolean" -> "{ name: %s, type: boolean, \"true\": t, \"false\": f }".formatted(field.name());
            case "timestamptz" -> "{ name: %s, type: timestamptz }".formatted(field.name());
            case "numeric" -> "{ name: %s, type: \"%s\" }".formatted(field.name(), type.replace("numeric", "decimal"));
            case "jsonb" -> "{ name: %s, type: json }".formatted(field.name());
            case "int" -> "{ name: %s, type: integer }".formatted(field.name());
            default -> "{ name: %s, type: \"%s\" }".formatted(field.name(), type);
        };
    }
}
