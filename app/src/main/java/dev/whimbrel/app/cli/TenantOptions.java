package dev.whimbrel.app.cli;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose rows a command is about: all tenants unless some are named. */
final class TenantOptions {
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

    /** An empty set means all. */
    Set<TenantId> tenants() {
        Set<TenantId> chosen = new TreeSet<>();
        List<String> named = tenants == null ? file == null ? List.of() : lines(file) : tenants;
        for (String key : named) {
            if (key.isBlank()) {
                throw Fault.user(
                        "TENANT_UNKNOWN", "Cannot run: a tenant's key is empty", "Name a tenant after --tenant.");
            }
            chosen.add(new TenantId(key.strip()));
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
        if (tenants != null) {
            return tenants.stream().map(tenant -> " --tenant " + quoted(tenant)).reduce("", String::concat);
        }
        return file == null ? "" : " --tenants-file " + quoted(file.toString());
    }

    static String quoted(String word) {
        return word.matches("[\\w./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
