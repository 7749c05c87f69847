package dev.whimbrel.engine.arrival;

import dev.whimbrel.engine.project.ProjectFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A pass over the inboxes that stands still at a moment, to be killed there. Arguments: a project file; {@code begun} or {@code finished}. */
final class IntakeMain {
    private IntakeMain() {}

    public static void main(String[] args) {
        Runnable stand = () -> {
            System.out.println("standing still");
            while (true) {
                LockSupport.park();
            }
        };
        Hooked hooked = args[1].equals("begun") ? new Hooked().whenBegun(stand) : new Hooked().whenFinished(stand);
        new Intake(ProjectFile.load(Path.of(args[0]), null, Map.of()), Clock.systemUTC(), profile -> hooked).scan();
    }
}
