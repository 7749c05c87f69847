package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.InitReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Profiler;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.project.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the first draft of a project file out of what the two systems are. */
@Command(
        name = "init",
        description = {
            "Reads both systems and writes a first draft of the project file: what is likely is filled in, all else is"
                    + " listed as undecided.",
            "Connections come from the variables OLD_URL, OLD_USER, OLD_PASSWORD, NEW_URL, NEW_USER and NEW_PASSWORD;"
                    + " the draft names the variables and never their values. Neither system is written to."
        })
final class InitCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(names = "--project", paramLabel = "NAME", description = "Name of the project (default: the folder's name).")
    private @Nullable String project;

    @Option(
            names = "--no-profile",
            description = "Do not read the rows: the draft has no exact counts, null rates, lengths and values then.")
    private boolean noProfile;

    @Option(names = "--force", description = "Replace the file where it exists.")
    private boolean force;

    @Override
    public Integer call() {
        Path file = whimbrel.file();
        if (Files.exists(file) && !force) {
            throw Fault.user(
                    "FILE_EXISTS",
                    "Cannot write the draft: " + file + " exists already",
                    "Name another one with --file, or replace it with --force.");
        }
        ConnectionProfile old = profile("OLD", file);
        ConnectionProfile target = profile("NEW", file);
        Screen screen = whimbrel.screen();
        Schema source;
        Map<TableName, Profiler.TableProfile> profiles = new LinkedHashMap<>();
        try (Source from = Connectors.source(old)) {
            source = from.schema();
            if (!noProfile && from instanceof Profiler profiler) {
                for (Table table : source.tables()) {
                    screen.progress().println("Reading " + table.name() + " …");
                    profiles.put(table.name(), profiler.profile(table));
                }
            }
        }
        Schema targetSchema;
        try (Target to = Connectors.target(target)) {
            targetSchema = to.schema();
        }
        write(file, Draft.write(name(file), old.type(), source, profiles, targetSchema));
        screen.show(new InitReport(
                file, source.tables().size(), targetSchema.tables().size(), !profiles.isEmpty()));
        return ExitCode.OK.number();
    }

    private ConnectionProfile profile(String side, Path file) {
        String url = variable(side + "_URL");
        String[] parts = url.split(":", 3);
        if (parts.length < 3 || !parts[0].equals("jdbc")) {
            throw Fault.user(
                    "CONNECTION_URL_INVALID",
                    "Cannot connect: " + side + "_URL is not a JDBC address",
                    "Write it as jdbc:mariadb://host:3306/database or jdbc:postgresql://host:5432/database.");
        }
        Path base = file.toAbsolutePath().getParent();
        return new ConnectionProfile(
                parts[1],
                url,
                whimbrel.variables().get(side + "_USER"),
                whimbrel.variables().get(side + "_PASSWORD"),
                Map.of(),
                base == null ? Path.of("") : base);
    }

    private String variable(String name) {
        String value = whimbrel.variables().get(name);
        if (value == null || value.isBlank()) {
            throw Fault.user(
                    "ENV_VARIABLE_MISSING",
                    "Cannot connect: the environment variable " + name + " is not set",
                    "Set OLD_URL, OLD_USER, OLD_PASSWORD for the source and NEW_URL, NEW_USER, NEW_PASSWORD for the"
                            + " target.");
        }
        return value;
    }

    private String name(Path file) {
        if (project != null) {
            return project;
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? "migration" : name.toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Fault.user(
                    "FILE_NOT_WRITABLE",
                    "Cannot write the draft to " + file + ": " + e.getClass().getSimpleName(),
                    "Name a file in a folder that exists and that you may write to, with --file.");
        }
    }
}
