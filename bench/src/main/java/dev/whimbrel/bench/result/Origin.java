package dev.whimbrel.bench.result;

import dev.whimbrel.bench.process.Programs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a result comes from.
 *
 * @param at when it was measured, UTC
 * @param commit of the code, with {@code +changes} where files differed from it
 * @param command that measures it again
 * @param versions of servers, peers and libraries
 * @param settings of the servers where they differ from their defaults
 */
public record Origin(
        String at,
        String commit,
        String command,
        Machine machine,
        Map<String, String> versions,
        Map<String, String> settings) {
    public Origin {
        versions = new TreeMap<>(versions);
        settings = new TreeMap<>(settings);
    }

    public static Origin now(String command, Map<String, String> versions, Map<String, String> settings) {
        return new Origin(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                head(),
                command,
                Machine.here(),
                versions,
                settings);
    }

    private static String head() {
        String home = System.getProperty("whimbrel.home", ".");
        String commit = Programs.said(List.of("git", "-C", home, "rev-parse", "--short=12", "HEAD"));
        String changes = Programs.said(List.of("git", "-C", home, "status", "--porcelain", "--untracked-files=no"));
        return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : "+changes");
    }
}
