package dev.whimbrel.engine.pair;

import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.engine.verify.VerifyListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** A process that compares, for tests that kill it. Arguments: the project file. */
public final class CompareMain {
    private CompareMain() {}

    public static void main(String[] arguments) {
        try {
            Migration.from(ProjectFile.load(Path.of(arguments[0]), "test", System.getenv()))
                    .compare(null, Set.of(), VerifyListener.NONE)
                    .settling(Duration.ofMillis(50))
                    .execute();
            System.exit(0);
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }
}
