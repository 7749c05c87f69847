package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What a connection's profile says beyond address and user. */
final class Settings {
    private Settings() {}

    /** A setting that must be one of these words; the first is meant where nothing is said. */
    static String word(Map<String, Object> settings, String name, String... words) {
        String value = String.valueOf(settings.getOrDefault(name, words[0]));
        if (!List.of(words).contains(value)) {
            throw Fault.user(
                    "SETTING_INVALID",
                    "Cannot use the source's setting " + name + ": it is none of " + String.join(", ", words),
                    "Mend the setting in the project file.");
        }
        return value;
    }

    /** A time zone, UTC where nothing is said. */
    static ZoneId zone(Map<String, Object> settings) {
        try {
            return ZoneId.of(String.valueOf(settings.getOrDefault("zone", "UTC")));
        } catch (DateTimeException e) {
            throw Fault.user(
                    "SETTING_INVALID",
                    "Cannot use the source's setting zone: it is not a time zone",
                    "Write a name such as Europe/Berlin.");
        }
    }
}
