package dev.whimbrel.connectors.file;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A map of the project file, whose wrong entries become problems rather than exceptions. */
final class Settings {
    private final Map<?, ?> map;
    private final String path;
    private final List<Problem> problems;

    Settings(@Nullable Object value, String path, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
        if (value instanceof Map<?, ?> found) {
            this.map = found;
        } else {
            this.map = Map.of();
            problem("SETTING_INVALID", "Cannot read " + path + ": it is no map", "Write names and values below it.");
        }
    }

    String path() {
        return path;
    }

    void allow(Set<String> names) {
        for (Object name : map.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                problem(
                        "SETTING_UNKNOWN",
                        "Cannot understand " + path + "." + name + ": there is no such setting",
                        "Use one of " + new TreeSet<>(names) + ".");
            }
        }
    }

    boolean has(String name) {
        return map.containsKey(name);
    }

    @Nullable
    Object value(String name) {
        return map.get(name);
    }

    @Nullable
    String text(String name) {
        Object value = map.get(name);
        return value == null ? null : String.valueOf(value);
    }

    String text(String name, String absent) {
        String text = text(name);
        return text == null ? absent : text;
    }

    /** A list, or one value as a list of it. */
    List<String> texts(String name, List<String> absent) {
        Object value = map.get(name);
        if (!map.containsKey(name)) {
            return absent;
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    boolean flag(String name, boolean absent) {
        String text = text(name);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? absent : text.equals("true");
        }
        invalid(name, "is neither true nor false");
        return absent;
    }

    /** A whole number of at least 1; 0 where it is absent or, as a problem, wrong. */
    int number(String name) {
        String text = text(name);
        if (text == null) {
            return 0;
        }
        if (text.matches("[1-9]\\d{0,6}")) {
            return Integer.parseInt(text);
        }
        invalid(name, "is no whole number from 1");
        return 0;
    }

    /** One character, {@code tab} for that, or null where it is empty or none. */
    @Nullable
    Character character(String name, @Nullable Character absent) {
        if (!map.containsKey(name)) {
            return absent;
        }
        String text = text(name, "");
        String one = text.equals("tab") || text.equals("\\t") ? "\t" : text.equals("none") ? "" : text;
        if (one.length() > 1 || one.equals("\n") || one.equals("\r")) {
            invalid(name, "is not one character");
            return absent;
        }
        if (one.isEmpty()) {
            return null;
        }
        return one.charAt(0);
    }

    void invalid(String name, String why) {
        problem("SETTING_INVALID", "Cannot use " + path + "." + name + ": it " + why, "Mend the setting.");
    }

    void problem(String code, String message, String next) {
        problems.add(Problem.error(code, new Place(null, path, 0, 0), message, next));
    }
}
