package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.port.Fixture;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which indexes could refuse a row though they are not unique: because a value is too large for them, or because their expression
 * fails for it. With such an index in place the row is refused alone; without it the row would stand, and the index could not be
 * made any more.
 *
 * @param capacity see {@link Fixture#capacity}
 * @param why null where the capacity says it all
 */
record IndexRefusal(int capacity, @Nullable String why) {
    /** An entry of a B-tree takes up to 2,704 bytes with its head, a third of a page of 8 kB. */
    private static final int TREE_ENTRY = 2_500;
    /** A summary of a range of blocks holds the least and the greatest value, and must fit a page. */
    private static final int SUMMARY = 2_500;

    /** Operator classes that keep hashes, signatures or pieces of a limited size, whatever the value. */
    private static final Set<String> SUMMARISING = Set.of(
            "jsonb_ops",
            "jsonb_path_ops",
            "tsvector_ops",
            "gin_trgm_ops",
            "point_ops",
            "box_ops",
            "poly_ops",
            "circle_ops",
            "inet_ops");

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern LITERAL_CAST = Pattern.compile(
            "§::(?:\\w+\\.|\"[^\"]+\"\\.)?(?:character varying|timestamp with(?:out)? time zone"
                    + "|time with(?:out)? time zone|double precision|\"[^\"]+\"|\\w+)(?:\\(\\d+(?:,\\d+)?\\))?(?:\\[\\])?");
    /** From one text type to another without length, which changes no value. */
    private static final Pattern RELABELLING = Pattern.compile("::(?:text|character varying)(?:\\[\\])?(?![\\w(])");

    private static final Pattern CALL = Pattern.compile("(\\w+)\\s*\\(");
    private static final Pattern PLAIN = Pattern.compile("[\\w\\s\"(),=<>\\[\\]§$]*");
    private static final Set<String> HARMLESS_CALLS =
            Set.of("and", "or", "not", "any", "coalesce", "lower", "upper", "btrim", "ltrim", "rtrim", "length", "md5");

    static IndexRefusal of(
            String method, List<String> classes, @Nullable String expression, @Nullable String condition) {
        if (!isHarmless(expression) || !isHarmless(condition)) {
            return new IndexRefusal(0, "its expression could fail for a row");
        }
        // What comes out of a harmless expression is at most about twice as long as what goes in.
        int share = expression == null ? 1 : 2;
        boolean summarising = SUMMARISING.containsAll(classes);
        return switch (method) {
            case "btree" -> new IndexRefusal(TREE_ENTRY / share, null);
            case "hash" -> new IndexRefusal(Fixture.ANY_SIZE, null);
            case "brin" -> new IndexRefusal(SUMMARY / share, null);
            case "gin", "gist" ->
                summarising
                        ? new IndexRefusal(Fixture.ANY_SIZE, null)
                        : new IndexRefusal(0, "a value could be too large for its kind of entries");
            default -> new IndexRefusal(0, "a value could be too large for its kind of entries");
        };
    }

    /**
     * Comparisons, null tests and a few functions that take every value, as {@code pg_get_expr} writes them under an empty search
     * path. A dot would be the schema of a function, operator or type that is not the server's own.
     */
    static boolean isHarmless(@Nullable String expression) {
        if (expression == null) {
            return true;
        }
        String text = LITERAL.matcher(expression).replaceAll("§");
        text = LITERAL_CAST.matcher(text).replaceAll("§");
        text = RELABELLING.matcher(text).replaceAll("");
        if (!PLAIN.matcher(text).matches() || text.matches(".*\"\\s*\\(.*")) {
            return false;
        }
        Matcher calls = CALL.matcher(text);
        while (calls.find()) {
            if (!HARMLESS_CALLS.contains(calls.group(1).toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }
}
