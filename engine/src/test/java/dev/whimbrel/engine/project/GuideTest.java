package dev.whimbrel.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The guide and the examples hold what the program reads: each block loads, each key is explained. */
final class GuideTest {
    private static final Path ROOT =
            Path.of("").toAbsolutePath().getFileName().toString().equals("engine") ? Path.of("..") : Path.of("");
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_a-z0-9]+)}");

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs/guide/project-file.md"));
    }

    private static String whole(String block) {
        StringBuilder text = new StringBuilder(block);
        Map<String, String> needed = Map.of(
                "whimbrel", "1",
                "project", "p",
                "environments", "{ live: { source: { type: mysql, url: u }, target: { type: postgresql, url: u } } }",
                "flows", "{}");
        needed.forEach((key, value) -> {
            if (!Pattern.compile("^" + key + ":", Pattern.MULTILINE)
                    .matcher(block)
                    .find()) {
                text.append(key).append(": ").append(value).append('\n');
            }
        });
        return text.toString();
    }

    @Test
    void everyBlockOfTheGuideLoads() throws IOException {
        Matcher block = BLOCK.matcher(guide());
        int blocks = 0;
        while (block.find()) {
            blocks++;
            String text = whole(block.group(1));
            for (String environment : text.contains("drops:\n    source:") ? List.of("live", "drops") : List.of("")) {
                Project project = ProjectFile.parse(Path.of("guide.yaml"), text, environment, Written.ENV);
                assertThat(project.mappingHash()).hasSize(64);
            }
        }
        assertThat(blocks).isGreaterThan(8);
    }

    @Test
    void everyKeyOfTheSchemaIsInTheGuideAndHasADescription() throws IOException {
        JsonNode schema = JsonMapper.shared().readTree(SchemaCheck.class.getResourceAsStream("migration-1.json"));
        List<String> missing = new ArrayList<>();
        String guide = guide();
        Stream.concat(Stream.of(schema), schema.path("$defs").values().stream())
                .forEach(part -> part.path("properties").properties().forEach(property -> {
                    boolean described = property.getValue().has("description")
                            || property.getValue().has("$ref");
                    if (!described
                            || !Pattern.compile("\\b" + property.getKey() + "\\b")
                                    .matcher(guide)
                                    .find()) {
                        missing.add(property.getKey());
                    }
                }));
        assertThat(missing).isEmpty();
    }

    @Test
    void theExamplesLoad() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
            for (Path file : files.filter(
                            f -> f.endsWith("migration.yaml") && !f.toString().contains("target"))
                    .toList()) {
                Map<String, String> env = new java.util.HashMap<>();
                VARIABLE.matcher(Files.readString(file)).results().forEach(m -> env.put(m.group(1), "x"));
                Project project = ProjectFile.load(file, null, env);
                assertThat(project.flows()).as(file.toString()).isNotEmpty();
            }
        }
    }
}
