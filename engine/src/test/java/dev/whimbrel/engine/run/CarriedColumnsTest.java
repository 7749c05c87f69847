package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.plan.Preparation;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.ProjectFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run asks its source to send as they are just the columns that it only copies. */
class CarriedColumnsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void onlyCopiesOfRowsThatStandAloneAreWantedAsSent() throws IOException {
        LiveShop shop = new LiveShop(folder, "chunk");
        Project project = ProjectFile.load(shop.file(), "test", shop.environment());
        List<String> asSent = new ArrayList<>();
        try (Source source = Connectors.source(project.source());
                Target target = Connectors.target(project.target())) {
            Prepared prepared = Preparation.of(project, source, target).orStop();
            for (CompiledFlow flow : prepared.flows()) {
                ReadPlan plan = prepared.readPlan(flow, Set.of());
                plan.columns().stream()
                        .filter(ReadColumn::asSent)
                        .forEach(column -> asSent.add(flow.name() + "." + column.column()));
            }
        }
        // contact.email makes groups.
        assertThat(asSent).containsExactlyInAnyOrder("branch.title", "customer.name", "purchase.amount");
    }
}
