package dev.whimbrel.app.cli;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whose rows a command is about: all tenants unless some are named, by themselves or by their cohorts. */
final class TenantOptions {
    @ArgGroup
    private Named named = new Named();

    @Option(
            names = "--cohort",
            paramLabel = "NAME",
            description =
                    "Only the tenants of this cohort of the project file, beside those that are named; may be given several times.")
    private List<String> cohorts = List.of();

    /** By their keys, in one way or another. */
    private static final class Named {
        @Option(
                names = {"-t", "--tenant"},
                paramLabel = "KEY",
                description = "Only this tenant, by its key in the roster; may be given several times.")
        private @Nullable List<String> tenants;

        @Option(
                names = "--tenants-file",
                paramLabel = "FILE",
                description = "Only the tenants of this file: one key in a line, # starts a comment.")
        private @Nullable Path file;

        List<String> keys() {
            List<String> given = tenants;
            Path from = file;
            return given != null ? given : from == null ? List.of() : lines(from);
        }
    }

    /** An empty set means all. The project is asked only where cohorts are named. */
    Set<TenantId> tenants(Supplier<Project> project) {
        Set<TenantId> chosen = new TreeSet<>();
        for (String key : named.keys()) {
            if (key.isBlank()) {
                throw Fault.user(
                        "TENANT_UNKNOWN", "Cannot run: a tenant's key is empty", "Name a tenant after --tenant.");
            }
            chosen.add(new TenantId(key.strip()));
        }
        if (!cohorts.isEmpty()) {
            chosen.addAll(project.get().cohorts().of(cohorts));
        }
        return chosen;
    }

    private static List<String> lines(Path file) {
        List<String> keys;
        try {
            keys = Files.readAllLines(file).stream()
                    .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw Fault.user(
                    "TENANTS_FILE_UNREADABLE",
                    "Cannot read the tenants file " + file + ": it is absent, not readable or not UTF-8",
                    "Name a text file with one tenant's key in each line.");
        }
        if (keys.isEmpty()) {
            // An empty file must never mean everybody.
            throw Fault.user(
                    "TENANTS_FILE_EMPTY",
                    "Cannot run: the tenants file " + file + " names nobody",
                    "Put one tenant's key into each line, or leave the option out to move all tenants.");
        }
        return keys;
    }

    /** The options as given, for the command that goes on. */
    String words() {
        StringBuilder words = new StringBuilder();
        if (named.tenants != null) {
            named.tenants.forEach(tenant -> words.append(" --tenant ").append(quoted(tenant)));
        }
        if (named.file != null) {
            words.append(" --tenants-file ").append(quoted(named.file.toString()));
        }
        cohorts.forEach(cohort -> words.append(" --cohort ").append(quoted(cohort)));
        return words.toString();
    }

    static String quoted(String word) {
        return word.matches("[\\w./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
