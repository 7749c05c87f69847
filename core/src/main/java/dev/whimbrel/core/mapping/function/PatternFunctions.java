package dev.whimbrel.core.mapping.function;

import static dev.whimbrel.core.mapping.function.Library.Arguments.count;
import static dev.whimbrel.core.mapping.function.Library.Arguments.text;

import dev.whimbrel.core.value.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** LIKE and regular expressions (Java's syntax). A pattern that is a constant is compiled once. */
final class PatternFunctions {
    private PatternFunctions() {}

    static void register(Library.Catalogue c) {
        Family t = Family.TEXT;
        c.bound("like", 2, Type.BOOLEAN, PatternFunctions::like, t, t, t);
        c.bound("regexp_like", 2, Type.BOOLEAN, PatternFunctions::regexpLike, t, t, t);
        c.bound("regexp_replace", 3, Type.TEXT, PatternFunctions::regexpReplace, t, t, t, t);
        c.maybe("regexp_extract", 2, Type.TEXT, PatternFunctions::regexpExtract, t, t, Family.INTEGER);
    }

    private static Function.Body like(@Nullable Object[] constants) {
        String escape = constants.length > 2 ? (String) constants[2] : "\\";
        if (constants[1] != null && escape != null) {
            Pattern pattern = likePattern((String) constants[1], escape);
            return a -> pattern.matcher(text(a, 0)).matches();
        }
        return a -> likePattern(text(a, 1), a.length > 2 ? text(a, 2) : "\\")
                .matcher(text(a, 0))
                .matches();
    }

    static Pattern likePattern(String like, String escape) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            if (!escape.isEmpty() && c == escape.charAt(0) && i + 1 < like.length()) {
                regex.append(Pattern.quote(String.valueOf(like.charAt(++i))));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)).replace("\\Q\\E", ""));
            }
        }
        return Pattern.compile(regex.toString().replace("\\E\\Q", ""), Pattern.DOTALL);
    }

    private static Function.Body regexpLike(@Nullable Object[] constants) {
        Pattern fixed = fixed(constants, 2);
        return a -> (fixed != null ? fixed : pattern(text(a, 1), flags(a, 2)))
                .matcher(text(a, 0))
                .find();
    }

    private static Function.Body regexpReplace(@Nullable Object[] constants) {
        Pattern fixed = fixed(constants, 3);
        return a -> {
            Matcher matcher = (fixed != null ? fixed : pattern(text(a, 1), flags(a, 3))).matcher(text(a, 0));
            return matcher.replaceAll(text(a, 2));
        };
    }

    private static Function.Body regexpExtract(@Nullable Object[] constants) {
        Pattern fixed = constants[1] == null ? null : pattern((String) constants[1], "");
        return a -> {
            Matcher matcher = (fixed != null ? fixed : pattern(text(a, 1), "")).matcher(text(a, 0));
            int group = a.length > 2 ? count(a, 2) : Math.min(1, matcher.groupCount());
            return matcher.find() && group >= 0 && group <= matcher.groupCount() ? matcher.group(group) : null;
        };
    }

    private static @Nullable Pattern fixed(@Nullable Object[] constants, int flagsAt) {
        boolean flags = constants.length > flagsAt;
        if (constants[1] == null || (flags && constants[flagsAt] == null)) {
            return null;
        }
        return pattern((String) constants[1], flags ? flags(constants, flagsAt) : "");
    }

    private static String flags(@Nullable Object[] arguments, int index) {
        return arguments.length > index ? text(arguments, index) : "";
    }

    private static Pattern pattern(String regex, String flags) {
        try {
            return Pattern.compile(regex, flags.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
        }
    }
}
