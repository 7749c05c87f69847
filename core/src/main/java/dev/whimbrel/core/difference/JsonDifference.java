package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds where two JSON texts part: the path is told, for names of members are no values of rows. */
final class JsonDifference {
    private static final int DEEPEST = 20;

    private JsonDifference() {}

    static ValueDifference of(String expected, String actual) {
        return of(CanonicalJson.of(expected), CanonicalJson.of(actual), "$", 0);
    }

    private static ValueDifference of(String expected, String actual, String path, int depth) {
        if (kind(expected) != kind(actual)) {
            return new ValueDifference(ValueClass.TYPE, path);
        }
        if (depth > DEEPEST) {
            return new ValueDifference(ValueClass.COLLECTION_ELEMENT, path);
        }
        return switch (kind(expected)) {
            case '[' -> lists(parts(expected), parts(actual), path, depth);
            case '{' -> objects(members(expected), members(actual), path, depth);
            default -> new ValueDifference(depth == 0 ? ValueClass.CONTENT : ValueClass.COLLECTION_ELEMENT, path);
        };
    }

    private static char kind(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        return first == '-' || (first >= '0' && first <= '9') ? '0' : first == 'f' ? 't' : first;
    }

    private static ValueDifference lists(List<String> expected, List<String> actual, String path, int depth) {
        List<String> left = expected.stream().sorted().toList();
        List<String> right = actual.stream().sorted().toList();
        if (left.equals(right)) {
            return new ValueDifference(ValueClass.COLLECTION_ORDER, path);
        }
        if (new TreeSet<>(left).equals(new TreeSet<>(right))) {
            return new ValueDifference(ValueClass.COLLECTION_MULTIPLICITY, path);
        }
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < expected.size() && expected.size() == actual.size(); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                differing.add(i);
            }
        }
        return differing.size() == 1
                ? of(expected.get(differing.get(0)), actual.get(differing.get(0)), path + "[]", depth + 1)
                : new ValueDifference(ValueClass.COLLECTION_ELEMENT, path + "[]");
    }

    private static ValueDifference objects(
            Map<String, String> expected, Map<String, String> actual, String path, int depth) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        names.removeIf(name -> expected.containsKey(name) && expected.get(name).equals(actual.get(name)));
        if (names.size() != 1) {
            return new ValueDifference(ValueClass.COLLECTION_ELEMENT, path);
        }
        String name = names.stream().findFirst().orElse("");
        String left = expected.get(name);
        String right = actual.get(name);
        String inside = path + "." + name;
        return left == null || right == null
                ? new ValueDifference(ValueClass.COLLECTION_ELEMENT, inside)
                : of(left, right, inside, depth + 1);
    }

    private static Map<String, String> members(String object) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String member : parts(object)) {
            int end = stringEnd(member, 0);
            members.put(member.substring(1, end - 1), member.substring(end + 1));
        }
        return members;
    }

    /** The elements of a list, or the members of an object, of a canonical text, which has no blanks between them. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 1;
        int at = 1;
        while (at < text.length() - 1) {
            char c = text.charAt(at);
            if (c == '"') {
                at = stringEnd(text, at);
                continue;
            }
            if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
            at++;
        }
        if (text.length() > 2) {
            parts.add(text.substring(start, text.length() - 1));
        }
        return parts;
    }

    /** The place after the string that begins at {@code start}. */
    private static int stringEnd(String text, int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
