package dev.whimbrel.engine.verify;

import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.ProjectFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** A process that verifies, for tests that kill it. Arguments: the project file. */
public final class VerifyMain {
    private VerifyMain() {}

    public static void main(String[] arguments) {
        try {
            Migration.from(ProjectFile.load(Path.of(arguments[0]), "test", System.getenv()))
                    .verify(Set.of(), VerifyListener.NONE)
                    .settling(Duration.ofMillis(50))
                    .execute();
            System.exit(0);
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }
}
