package dev.whimbrel.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.LookupTable;
import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.mapping.check.MappingCheck;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceConnector;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetConnector;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.engine.project.LookupSpec;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.examples.chinook.ChinookLoader;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The examples' mappings compile against the real tables of both sides, and leave nothing undecided. */
class MappingTest {
    @Test
    void national() throws Exception {
        String old = MariaDbServer.shared().createDatabase();
        try (Connection connection = DriverManager.getConnection(old, "app", "app")) {
            SqlScript.run(connection, SqlScript.resource("national/old-schema.sql"));
        }
        check("national", old);
    }

    @Test
    void chinook() throws Exception {
        Assumptions.assumeTrue(
                ChinookLoader.script().isPresent(), "skipped: no shared/data/chinook beside the repository");
        try (Connection connection = MariaDbServer.shared().connect("")) {
            ChinookLoader.load(ChinookLoader.script().orElseThrow(), connection);
        }
        check("chinook", MariaDbServer.shared().url(ChinookLoader.DATABASE));
    }

    private static void check(String example, String old) throws Exception {
        PostgresServer server = PostgresServer.shared();
        String url = server.createDatabase();
        try (Connection target = DriverManager.getConnection(url, server.user(), "")) {
            SqlScript.run(target, SqlScript.resource(example + "/new-schema.sql"));
        }
        Project project = ProjectFile.load(
                Path.of(example, "migration.yaml"),
                "dev",
                Map.of(
                        "OLD_URL",
                        old,
                        "OLD_USER",
                        "app",
                        "OLD_PASSWORD",
                        "app",
                        "NEW_URL",
                        url,
                        "NEW_USER",
                        "postgres",
                        "NEW_PASSWORD",
                        ""));
        try (Source source = source(project.source());
                Target target = target(project.target())) {
            MappingCheck.Checked checked = MappingCheck.check(new MappingCheck.Input(
                    project.flows(),
                    lookups(project),
                    source.schema(),
                    target.schema(),
                    ignored(project),
                    used(project)));
            assertThat(checked.problems().stream().filter(p -> p.severity() == Problem.Severity.ERROR))
                    .isEmpty();
            assertThat(checked.flows()).hasSize(project.flows().size());
        }
    }

    /** Lookups of the right type but without content: no row is mapped here. */
    private static Map<String, LookupTable> lookups(Project project) {
        Map<String, LookupTable> tables = new HashMap<>();
        for (LookupSpec spec : project.lookups()) {
            Type type = spec.name().equals("tariff") ? Type.SMALLINT : Type.text(20);
            Object value = spec.name().equals("tariff") ? Long.valueOf(1) : "gas";
            tables.put(spec.name(), new LookupTable(spec.name(), type, Map.of("1", value)));
        }
        return tables;
    }

    private static Map<TableName, String> ignored(Project project) {
        Map<TableName, String> ignored = new HashMap<>();
        project.scopes().forEach((table, scope) -> {
            if (scope instanceof Scope.Ignore ignore) {
                ignored.put(table, ignore.reason());
            }
        });
        return ignored;
    }

    private static Set<TableName> used(Project project) {
        Set<TableName> used = new HashSet<>();
        for (LookupSpec spec : project.lookups()) {
            if (spec instanceof LookupSpec.DatabaseTable table && table.in() == LookupSpec.Side.SOURCE) {
                used.add(table.table());
            }
        }
        return used;
    }

    private static Source source(ConnectionProfile profile) {
        return ServiceLoader.load(SourceConnector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(c -> c.types().contains(profile.type()))
                .findFirst()
                .orElseThrow()
                .open(profile);
    }

    private static Target target(ConnectionProfile profile) {
        return ServiceLoader.load(TargetConnector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(c -> c.types().contains(profile.type()))
                .findFirst()
                .orElseThrow()
                .open(profile);
    }
}
