package dev.whimbrel.engine.project;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compares names as people do: without regard to case, camel or snake, singular or plural, and the prefixes of old habits. */
final class NameLikeness {
    private static final Set<String> PREFIXES =
            Set.of("tbl", "tab", "t", "tb", "old", "legacy", "stg", "dim", "fct", "mst");

    private NameLikeness() {}

    /** The words of a name in the singular: {@code tblCustomerOrders} has customer and order. */
    static List<String> words(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        List<String> words = Arrays.stream(spaced.split("[^\\p{L}\\p{N}]+"))
                .filter(w -> !w.isEmpty())
                .map(NameLikeness::singular)
                .toList();
        return words.size() > 1 && PREFIXES.contains(words.get(0)) ? words.subList(1, words.size()) : words;
    }

    static String plain(String name) {
        return String.join("", words(name));
    }

    /** Whether two columns mean the same: alike, or alike once the name of the own table is left out. */
    static boolean sameColumn(String table, String column, String otherTable, String otherColumn) {
        String first = plain(column);
        String second = plain(otherColumn);
        return !first.isEmpty()
                && (first.equals(second) || without(first, plain(table)).equals(without(second, plain(otherTable))));
    }

    private static String without(String column, String table) {
        return !table.isEmpty() && column.startsWith(table) && column.length() > table.length()
                ? column.substring(table.length())
                : column;
    }

    /** 0 to 1: the share of words that both names have. */
    static double share(String first, String second) {
        Set<String> all = new HashSet<>(words(first));
        Set<String> both = new HashSet<>(all);
        both.retainAll(new HashSet<>(words(second)));
        all.addAll(words(second));
        return all.isEmpty() ? 0 : (double) both.size() / all.size();
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 4 && (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches"))) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
