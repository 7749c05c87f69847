package dev.whimbrel.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.project.ProjectFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The project files of the examples are well-formed. */
class ProjectsTest {
    private static final Map<String, String> ENV = Map.of(
            "OLD_URL", "jdbc:mariadb://127.0.0.1/old",
            "OLD_USER", "app",
            "OLD_PASSWORD", "app",
            "NEW_URL", "jdbc:postgresql://127.0.0.1/new",
            "NEW_USER", "app",
            "NEW_PASSWORD", "app");

    @ParameterizedTest
    @CsvSource({"national, 15", "chinook, 9"})
    void projectFileIsWellFormed(String example, int flows) {
        assertThat(ProjectFile.load(Path.of(example, "migration.yaml"), "dev", ENV)
                        .flows())
                .hasSize(flows);
    }
}
