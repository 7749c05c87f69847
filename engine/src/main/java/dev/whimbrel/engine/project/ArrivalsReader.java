package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.engine.project.ArrivalSettings.Completeness;
import dev.whimbrel.engine.project.ArrivalSettings.InboxSettings;
import dev.whimbrel.engine.project.ArrivalSettings.KeyPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code arrivals}, which the schema has approved; what that cannot judge is said with its place. */
final class ArrivalsReader {
    /** A year, and a month to look at what differs. */
    private static final int DAYS = 400;

    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final List<String> PARTIAL = List.of(".part", ".tmp", ".filepart");

    private final Path file;
    private final Path folder;
    private final Map<String, String> env;
    private final List<Problem> problems;

    /** @param folder where relative paths start */
    ArrivalsReader(Path file, Path folder, Map<String, String> env, List<Problem> problems) {
        this.file = file;
        this.folder = folder;
        this.env = env;
        this.problems = problems;
    }

    ArrivalSettings read(Node.Entries map) {
        Node.Entries kept = Read.map(map, "kept").orElseThrow();
        ConnectionProfile store = profile(kept);
        List<InboxSettings> inboxes = new ArrayList<>();
        for (Node.Entry entry : Read.entries(map, "inboxes")) {
            InboxSettings inbox = inbox(entry);
            inboxes.add(inbox);
            if (overlaps(store, inbox.at())) {
                wrong(
                        "arrivals.inboxes." + inbox.name(),
                        entry.key(),
                        "lies around or within the place where arrivals are kept",
                        "Keep arrivals apart from where files come in: else what is kept would come in again.");
            }
        }
        return new ArrivalSettings(
                store,
                key(Read.map(map, "key").orElseThrow()),
                Duration.ofDays(map.value("keep_days").map(Read::integer).orElse(DAYS)),
                inboxes);
    }

    private KeyPlace key(Node.Entries map) {
        return Read.text(map, "variable")
                .<KeyPlace>map(name -> new KeyPlace.Variable(name, env.get(name)))
                .orElseGet(() -> new KeyPlace.File(
                        folder.resolve(Read.needed(map, "file")).normalize()));
    }

    private InboxSettings inbox(Node.Entry entry) {
        String name = entry.key().text();
        String path = "arrivals.inboxes." + name;
        Node.Entries map = (Node.Entries) entry.value();
        Node written = map.value("files").orElseThrow();
        Optional<FilePattern> files = FilePattern.parse(Read.text(written));
        if (files.isEmpty()) {
            wrong(
                    path + ".files",
                    written,
                    "does not say whose a file is",
                    "Write a path below the inbox with {tenant} once, such as \"{tenant}/*.csv\"; {set} may stand in it once"
                            + " too, and nothing else in braces.");
        }
        return new InboxSettings(
                name,
                profile(map),
                files.orElseGet(() -> FilePattern.parse("{tenant}").orElseThrow()),
                Read.text(map, "complete")
                        .map(word -> Completeness.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Completeness.SETTLED),
                map.value("settle")
                        .map(node -> SettingsReader.duration(Read.text(node)))
                        .orElse(SETTLE),
                Read.text(map, "marker").orElse(".done"),
                map.value("partial").map(Read::texts).orElse(PARTIAL),
                Read.texts(map, "header"));
    }

    private ConnectionProfile profile(Node.Entries map) {
        Optional<String> inFolder = Read.text(map, "folder");
        if (inFolder.isPresent()) {
            return new ConnectionProfile("folder", inFolder.orElseThrow(), null, null, Map.of(), folder);
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        Read.text(map, "endpoint").ifPresent(endpoint -> settings.put("endpoint", endpoint));
        Read.text(map, "region").ifPresent(region -> settings.put("region", region));
        return new ConnectionProfile(
                "s3",
                "s3://" + Read.needed(map, "bucket") + "/"
                        + Read.text(map, "prefix").orElse(""),
                Read.text(map, "user").orElse(null),
                Read.text(map, "password").orElse(null),
                settings,
                folder);
    }

    private static boolean overlaps(ConnectionProfile store, ConnectionProfile inbox) {
        if (!store.type().equals(inbox.type())) {
            return false;
        }
        if (store.type().equals("folder")) {
            Path kept = path(store);
            Path in = path(inbox);
            return kept.startsWith(in) || in.startsWith(kept);
        }
        String kept = prefix(store);
        String in = prefix(inbox);
        return store.settings().equals(inbox.settings()) && (kept.startsWith(in) || in.startsWith(kept));
    }

    private static Path path(ConnectionProfile profile) {
        return profile.base().resolve(profile.url()).toAbsolutePath().normalize();
    }

    private static String prefix(ConnectionProfile profile) {
        return profile.url().endsWith("/") ? profile.url() : profile.url() + "/";
    }

    private void wrong(String path, Node node, String what, String next) {
        problems.add(Problem.error(
                "PROJECT_FILE_WRONG_VALUE",
                new Place(file.toString(), path, node.line(), node.column()),
                "`" + path + "` " + what,
                next));
    }
}
