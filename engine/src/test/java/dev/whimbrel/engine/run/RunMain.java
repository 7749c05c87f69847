package dev.whimbrel.engine.run;

import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.ProjectFile;
import java.nio.file.Path;
import java.util.Set;

/** A process that works on a run, for tests that kill it. Arguments: the project file. */
public final class RunMain {
    private RunMain() {}

    public static void main(String[] arguments) {
        try {
            Outcome outcome = Migration.from(ProjectFile.load(Path.of(arguments[0]), "test", System.getenv()))
                    .run(Set.of(), RunListener.NONE)
                    .execute();
            System.out.println(outcome.run().state() + " " + outcome.run().reason());
            System.exit(outcome.isComplete() ? 0 : 7);
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }
}
