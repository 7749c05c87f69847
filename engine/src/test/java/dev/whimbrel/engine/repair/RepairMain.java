package dev.whimbrel.engine.repair;

import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.testkit.fault.Killable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A process that repairs, for tests that kill it. Arguments: the project file, a tenant, a reason. */
public final class RepairMain {
    private RepairMain() {}

    static Killable start(OldShop shop, Path output) throws IOException {
        return Killable.start(
                RepairMain.class.getName(),
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
                List.of(shop.file().toString(), "2", "edited by a script"),
                shop.environment(),
                output);
    }

    public static void main(String[] arguments) {
        try {
            RepairRequest request = new RepairRequest(Set.of(new TenantId(arguments[1])), Set.of(), arguments[2]);
            Repaired repaired = Migration.from(ProjectFile.load(Path.of(arguments[0]), "test", System.getenv()))
                    .repair(request, RepairListener.NONE)
                    .settling(Duration.ofMillis(50))
                    .execute();
            System.out.println(
                    repaired.run() == null
                            ? "nothing to repair"
                            : repaired.run().run());
            System.exit(repaired.run() == null || repaired.after() != null ? 0 : 7);
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }
}
