package dev.whimbrel.core.difference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Differences of JSON texts in canonical form: where in their structure they are, and of which kind. */
final class JsonDifference {
    private static final int MOST_PATHS = 3;
    private static final int DEEPEST_SHOWN = 6;

    /**
     * A member's name that a programmer may have chosen. Others are values, such as an address that objects are found by. Since
     * a value may look like this too, names are shown of public columns only.
     */
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z]{0,23}(_[A-Za-z]{1,16}){0,3}");

    private final Set<String> paths = new LinkedHashSet<>();
    private final Set<ValueClass> classes = EnumSet.noneOf(ValueClass.class);

    private final boolean open;

    private JsonDifference(boolean open) {
        this.open = open;
    }

    /** @param open whether the column is public, so that names of members may be shown */
    static ValueDifference between(boolean open, String expected, String actual) {
        Optional<Object> wanted = JsonTree.of(expected);
        Optional<Object> found = JsonTree.of(actual);
        if (wanted.isEmpty() || found.isEmpty()) {
            return TextDifference.between(-1, expected, actual);
        }
        return between(open, wanted.orElseThrow(), found.orElseThrow());
    }

    private static ValueDifference between(boolean open, Object expected, Object actual) {
        if (!word(expected).equals(word(actual))) {
            return new ValueDifference(ValueClass.TYPE, word(expected) + "/" + word(actual));
        }
        if (expected instanceof String text) {
            return TextDifference.between(-1, text, (String) actual);
        }
        if (expected instanceof Number number) {
            return NumberDifference.between(false, number, (Number) actual);
        }
        if (expected instanceof Boolean) {
            return ValueDifference.of(ValueClass.CONTENT);
        }
        JsonDifference difference = new JsonDifference(open);
        difference.walk("$", 0, expected, actual);
        return difference.found();
    }

    private static String word(Object value) {
        if (value instanceof Map) {
            return "object";
        } else if (value instanceof List) {
            return "list";
        } else if (value instanceof String) {
            return "text";
        } else if (value instanceof Number) {
            return "number";
        }
        return value instanceof Boolean ? "boolean" : "null";
    }

    /** An element that differs outweighs lists in which they come more often, and those lists in another order. */
    private ValueDifference found() {
        ValueClass worst = classes.contains(ValueClass.COLLECTION_ELEMENT)
                ? ValueClass.COLLECTION_ELEMENT
                : classes.contains(ValueClass.COLLECTION_MULTIPLICITY)
                        ? ValueClass.COLLECTION_MULTIPLICITY
                        : ValueClass.COLLECTION_ORDER;
        List<String> shown = paths.stream().limit(MOST_PATHS).toList();
        String more = paths.size() > MOST_PATHS ? " +" + (paths.size() - MOST_PATHS) : "";
        return new ValueDifference(worst, String.join(", ", shown) + more);
    }

    private void walk(String path, int depth, Object expected, Object actual) {
        if (expected.equals(actual)) {
            return;
        }
        if (expected instanceof Map<?, ?> wanted && actual instanceof Map<?, ?> found) {
            members(path, depth, wanted, found);
        } else if (expected instanceof List<?> wanted && actual instanceof List<?> found) {
            elements(path, depth, wanted, found);
        } else {
            boolean typed = !word(expected).equals(word(actual));
            note(ValueClass.COLLECTION_ELEMENT, path + (typed ? " " + word(expected) + "/" + word(actual) : ""));
        }
    }

    private void members(String path, int depth, Map<?, ?> expected, Map<?, ?> actual) {
        Set<String> names = new TreeSet<>();
        expected.keySet().forEach(name -> names.add((String) name));
        actual.keySet().forEach(name -> names.add((String) name));
        for (String name : names) {
            Object wanted = expected.get(name);
            Object found = actual.get(name);
            String below = below(path, depth, open && NAME.matcher(name).matches() ? "." + name : ".*");
            if (wanted == null || found == null) {
                note(ValueClass.COLLECTION_ELEMENT, below + (found == null ? " gone" : " new"));
            } else {
                walk(below, depth + 1, wanted, found);
            }
        }
    }

    private static String below(String path, int depth, String step) {
        return depth < DEEPEST_SHOWN ? path + step : depth == DEEPEST_SHOWN ? path + "…" : path;
    }

    private void elements(String path, int depth, List<?> expected, List<?> actual) {
        if (counts(expected).equals(counts(actual))) {
            note(ValueClass.COLLECTION_ORDER, path);
        } else if (new HashSet<>(expected).equals(new HashSet<>(actual))) {
            note(ValueClass.COLLECTION_MULTIPLICITY, path);
        } else if (expected.size() != actual.size()) {
            note(
                    ValueClass.COLLECTION_ELEMENT,
                    below(path, depth, "[*]") + (expected.size() > actual.size() ? " gone" : " new"));
        } else {
            String below = below(path, depth, "[*]");
            List<Object> others = new ArrayList<>(actual);
            for (int i = 0; i < others.size(); i++) {
                walk(below, depth + 1, expected.get(i), others.get(i));
            }
        }
    }

    private static Map<Object, Integer> counts(Collection<?> elements) {
        Map<Object, Integer> counts = new HashMap<>();
        elements.forEach(element -> counts.merge(element, 1, Integer::sum));
        return counts;
    }

    private void note(ValueClass valueClass, String path) {
        classes.add(valueClass);
        paths.add(path);
    }
}
