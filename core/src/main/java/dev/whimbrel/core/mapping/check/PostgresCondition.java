package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.schema.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own text of a condition, as pg_get_constraintdef prints it, in our expressions' words. What would change its
 * meaning is left standing, so that it does not compile and the check counts as one that only the target can judge.
 */
final class PostgresCondition {
    private static final String TEXT_TYPES = "text|character varying|varchar|bpchar|character|name";
    private static final String LITERAL = "'(?:[^']|'')*'";

    /** A cast to a text type changes nothing here; of an array of them neither. */
    private static final Pattern TEXT_CAST =
            Pattern.compile("::(?:" + TEXT_TYPES + ")(?:\\(\\d+\\))?(?:\\[\\])?(?![\\w(])", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER_CAST = Pattern.compile(
            "(\\b\\d+(?:\\.\\d+)?|\\(-?\\d+(?:\\.\\d+)?\\))::(?:numeric|integer|bigint|smallint|double precision)(?![\\w(])");
    private static final Pattern QUOTED_NUMBER =
            Pattern.compile("'(-?\\d+(?:\\.\\d+)?)'::(?:numeric|integer|bigint|smallint|double precision)(?![\\w(])");
    private static final Pattern COLUMN_CAST = Pattern.compile("\\((\"?[A-Za-z_][\\w]*\"?)\\)::numeric(?![\\w(])");
    private static final Pattern MOMENT_CAST = Pattern.compile(
            "(" + LITERAL + ")::(date|timestamp without time zone|uuid)(?![\\w(])", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY =
            Pattern.compile("= ANY \\(+ARRAY\\[((?:[^\\[\\]']|" + LITERAL + ")*)\\]\\)+?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALL =
            Pattern.compile("<> ALL \\(+ARRAY\\[((?:[^\\[\\]']|" + LITERAL + ")*)\\]\\)+?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MATCHES =
            Pattern.compile("(\\(\"?[A-Za-z_]\\w*\"?\\)|\"?[A-Za-z_]\\w*\"?) (!?)~ (" + LITERAL + ")");
    private static final Pattern WORD = Pattern.compile(LITERAL + "|\"[^\"]*\"|[A-Za-z_][\\w$]*");

    private PostgresCondition() {}

    static Optional<String> translate(String condition, List<Column> columns) {
        String text = condition.strip();
        if (text.regionMatches(true, 0, "CHECK ", 0, 6)) {
            text = text.substring(6).replaceFirst("(?i)\\s+(NO INHERIT|NOT VALID|NOT ENFORCED)$", "");
        }
        text = COLUMN_CAST.matcher(text).replaceAll("$1");
        text = QUOTED_NUMBER.matcher(text).replaceAll("$1");
        text = NUMBER_CAST.matcher(text).replaceAll("$1");
        text = MOMENT_CAST
                .matcher(text)
                .replaceAll(m -> "cast(" + Matcher.quoteReplacement(m.group(1)) + " as "
                        + m.group(2).replace(" without time zone", "") + ")");
        text = TEXT_CAST.matcher(text).replaceAll("");
        text = arrays(text, ANY, "IN");
        text = arrays(text, ALL, "NOT IN");
        text = text.replace(" !~~ ", " NOT LIKE ").replace(" ~~ ", " LIKE ");
        if (text.contains("[[:") || text.contains("~*") || text.contains("\\m") || text.contains("\\y")) {
            return Optional.empty();
        }
        text = MATCHES.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(
                        (m.group(2).isEmpty() ? "" : "not ") + "regexp_like(" + m.group(1) + ", " + m.group(3) + ")"));
        return Optional.of(quoted(text.replaceAll("\\bbtrim\\(", "trim("), columns));
    }

    private static String arrays(String text, Pattern pattern, String word) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (matcher.find(at)) {
            int open = matcher.group().indexOf("ARRAY[");
            long parentheses = matcher.group()
                    .substring(0, open)
                    .chars()
                    .filter(c -> c == '(')
                    .count();
            int end = matcher.start()
                    + matcher.group().indexOf("ARRAY[")
                    + 7
                    + matcher.group(1).length();
            for (long closed = 0; closed < parentheses && end < text.length() && text.charAt(end) == ')'; closed++) {
                end++;
            }
            result.append(text, at, matcher.start())
                    .append(word)
                    .append(" (")
                    .append(matcher.group(1))
                    .append(")");
            at = end;
        }
        return result.append(text.substring(at)).toString();
    }

    /** Columns in quotes: their names may be words of SQL. */
    private static String quoted(String text, List<Column> columns) {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            names.add(column.name());
        }
        return WORD.matcher(text).replaceAll(m -> {
            String word = m.group();
            boolean call = m.end() < text.length() && text.charAt(m.end()) == '(';
            boolean column = !call && names.contains(word) && word.equals(word.toLowerCase(Locale.ROOT));
            return Matcher.quoteReplacement(column ? "\"" + word + "\"" : word);
        });
    }
}
