package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.engine.guest.GuestSettings;
import dev.whimbrel.engine.guest.GuestSettings.Watch;
import dev.whimbrel.engine.guest.Windows;
import dev.whimbrel.engine.guest.Windows.Window;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads {@code settings.guest}; what the schema cannot judge is said with its place. */
final class GuestReader {
    private static final String PATH = "settings.guest";

    private final String file;
    private final List<Problem> problems;

    GuestReader(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    GuestSettings read(Node.Entries map) {
        GuestSettings usual = GuestSettings.DEFAULT;
        double slowest = rate(map, "min", usual.slowest());
        double fastest = rate(map, "max", usual.fastest());
        if (fastest < slowest) {
            wrong(
                    PATH + ".rows_per_second",
                    map.value("rows_per_second").orElseThrow(),
                    "is less at most than at least",
                    "Give a `max` of at least `min`, which is 500 where absent.");
            fastest = slowest;
        }
        return new GuestSettings(
                map.value("watch").map(node -> Json.truth(Read.text(node))).orElse(usual.watch()),
                slowest,
                fastest,
                Read.map(map, "workers")
                        .flatMap(workers -> workers.value("min"))
                        .map(Read::integer)
                        .orElse(usual.fewest()),
                map.value("timeout")
                        .map(node -> SettingsReader.duration(Read.text(node)))
                        .orElse(usual.timeout()),
                watch(map, "source"),
                watch(map, "target"),
                windows(map));
    }

    private static double rate(Node.Entries map, String end, double usual) {
        return Read.map(map, "rows_per_second")
                .flatMap(rate -> rate.value(end))
                .map(node -> (double) Read.integer(node))
                .orElse(usual);
    }

    private static Watch watch(Node.Entries map, String side) {
        return Read.map(map, side)
                .map(watch -> new Watch(Read.text(watch, "canary").orElse(null), limits(watch)))
                .orElse(Watch.DEFAULT);
    }

    private static Map<Signal, Double> limits(Node.Entries watch) {
        Map<Signal, Double> limits = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            Read.map(watch, "limits")
                    .flatMap(all -> all.value(signal.word()))
                    .ifPresent(node -> limits.put(signal, limit(signal, Read.text(node))));
        }
        return limits;
    }

    private static double limit(Signal signal, String text) {
        if (text.equals("off")) {
            return Double.POSITIVE_INFINITY;
        }
        return switch (signal) {
            case CANARY, COMMIT, ANSWER -> SettingsReader.duration(text).toMillis();
            case LAG -> SettingsReader.duration(text).toMillis() / 1000.0;
            case BACKLOG -> SettingsReader.bytes(text) / (double) (1 << 20);
            case ACTIVE, OTHERS, CONNECTIONS, WAITS, BLOCKED -> Double.parseDouble(text);
        };
    }

    private Windows windows(Node.Entries map) {
        ZoneId zone = map.value("zone").map(this::zone).orElse(Windows.ALWAYS.zone());
        List<Window> windows = new ArrayList<>();
        map.value("windows").ifPresent(node -> {
            int i = 0;
            for (Node item : ((Node.Items) node).items()) {
                String path = PATH + ".windows." + i++;
                Windows.parse(Read.text(item))
                        .ifPresentOrElse(
                                windows::add,
                                () -> wrong(
                                        path,
                                        item,
                                        "is no time window",
                                        "Write days and times such as `Mon-Fri 20:00-06:00`; a window has a length."));
            }
        });
        return new Windows(windows, zone);
    }

    private ZoneId zone(Node node) {
        try {
            return ZoneId.of(Read.text(node));
        } catch (DateTimeException e) {
            wrong(PATH + ".zone", node, "is not a time zone", "Write a name such as Europe/Berlin.");
            return Windows.ALWAYS.zone();
        }
    }

    private void wrong(String path, Node node, String what, String next) {
        problems.add(Problem.error(
                "PROJECT_FILE_WRONG_VALUE",
                new Place(file, path, node.line(), node.column()),
                "`" + path + "` " + what,
                next));
    }
}
