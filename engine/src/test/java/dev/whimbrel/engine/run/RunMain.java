package dev.whimbrel.engine.run;

import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.testkit.fault.Killable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process that works on a run, for tests that kill it. Arguments: the project file. */
public final class RunMain {
    private RunMain() {}

    /** Starts such a process. */
    static Killable start(Path file, Map<String, String> environment, Path output) throws IOException {
        return Killable.start(
                RunMain.class.getName(),
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
                List.of(file.toString()),
                environment,
                output);
    }

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
