package dev.whimbrel.examples.demo;

import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.engine.project.Settings;
import dev.whimbrel.engine.run.Outcome;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** A generated old system, smaller than the demo's, and one new system to move its branches into. */
final class NationalMove {
    private static final double SCALE = 0.25;

    private final String oldUrl;
    private final String newUrl;

    private NationalMove(String oldUrl, String newUrl) {
        this.oldUrl = oldUrl;
        this.newUrl = newUrl;
    }

    /** Makes an old system; gives its address. */
    static String oldSystem() {
        return MariaDbServer.shared().createDatabase();
    }

    static Planted load(String oldUrl, long seed) throws SQLException {
        try (Connection old = open(oldUrl)) {
            return OldSystem.load(old, seed, SCALE);
        }
    }

    /** An empty new system beside this old one. */
    static NationalMove into(String oldUrl) throws SQLException {
        NationalMove move = new NationalMove(oldUrl, PostgresServer.shared().createDatabase());
        try (Connection target = move.target()) {
            SqlScript.run(target, SqlScript.resource("national/new-schema.sql"));
        }
        return move;
    }

    Connection old() throws SQLException {
        return open(oldUrl);
    }

    Connection target() throws SQLException {
        return DriverManager.getConnection(newUrl, PostgresServer.shared().user(), "");
    }

    Project project() {
        MariaDbServer server = MariaDbServer.shared();
        return ProjectFile.load(
                Path.of("national", "migration.yaml"),
                "dev",
                Map.of(
                        "OLD_URL",
                        oldUrl,
                        "OLD_USER",
                        server.user(),
                        "OLD_PASSWORD",
                        server.password(),
                        "NEW_URL",
                        newUrl,
                        "NEW_USER",
                        PostgresServer.shared().user(),
                        "NEW_PASSWORD",
                        ""));
    }

    Outcome move(Collection<Integer> branches) {
        return move(branches, project());
    }

    /** Moves with chunks of so many rows and so many workers. */
    Outcome move(Collection<Integer> branches, int chunkRows, int workers) {
        Project project = project();
        Settings settings = project.settings();
        return move(
                branches,
                project.with(settings.withWorkers(workers)
                        .withChunk(new ChunkSize(chunkRows, settings.chunk().bytes()))));
    }

    private static Outcome move(Collection<Integer> branches, Project project) {
        return Migration.from(project)
                .run(
                        branches.stream()
                                .map(branch -> new TenantId(String.valueOf(branch)))
                                .collect(Collectors.toSet()),
                        RunListener.NONE)
                .execute();
    }

    private static Connection open(String url) throws SQLException {
        MariaDbServer server = MariaDbServer.shared();
        return DriverManager.getConnection(url, server.user(), server.password());
    }
}
