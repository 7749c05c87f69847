package dev.whimbrel.core.mapping.function;

import static dev.whimbrel.core.mapping.function.Library.Arguments.count;
import static dev.whimbrel.core.mapping.function.Library.Arguments.present;
import static dev.whimbrel.core.mapping.function.Library.Arguments.text;

import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.value.Type;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions on texts. Positions and lengths count code points from 1, so that an emoji is one character. */
final class TextFunctions {
    private static final int LONGEST = 10_000_000;

    private TextFunctions() {}

    static void register(Library.Catalogue c) {
        Family t = Family.TEXT;
        Family n = Family.INTEGER;
        c.strict("trim", 1, Type.TEXT, a -> strip(text(a, 0), set(a), true, true), t, t);
        c.strict("ltrim", 1, Type.TEXT, a -> strip(text(a, 0), set(a), true, false), t, t);
        c.strict("rtrim", 1, Type.TEXT, a -> strip(text(a, 0), set(a), false, true), t, t);
        c.strict("upper", Type.TEXT, a -> text(a, 0).toUpperCase(Locale.ROOT), t);
        c.strict("lower", Type.TEXT, a -> text(a, 0).toLowerCase(Locale.ROOT), t);
        c.strict("initcap", Type.TEXT, a -> initcap(text(a, 0)), t);
        c.strict("substring", 2, Type.TEXT, TextFunctions::substring, t, n, n);
        c.strict("left", Type.TEXT, a -> left(text(a, 0), count(a, 1)), t, n);
        c.strict("right", Type.TEXT, a -> right(text(a, 0), count(a, 1)), t, n);
        c.strict("lpad", 2, Type.TEXT, a -> pad(a, true), t, n, t);
        c.strict("rpad", 2, Type.TEXT, a -> pad(a, false), t, n, t);
        c.strict("replace", Type.TEXT, TextFunctions::replace, t, t, t);
        c.strict("position", Type.INTEGER, a -> position(text(a, 1), text(a, 0)), t, t);
        c.strict("strpos", Type.INTEGER, a -> position(text(a, 0), text(a, 1)), t, t);
        c.strict("split_part", Type.TEXT, TextFunctions::splitPart, t, t, n);
        c.strict("||", Type.TEXT, a -> text(a, 0).concat(text(a, 1)), t, t);
        c.strict("char_length", Type.INTEGER, a -> length(text(a, 0)), t);
        c.strict("length", Type.INTEGER, a -> length(text(a, 0)), t);
        c.strict(
                "reverse",
                Type.TEXT,
                a -> new StringBuilder(text(a, 0)).reverse().toString(),
                t);
        c.strict("repeat", Type.TEXT, a -> repeat(text(a, 0), count(a, 1)), t, n);
        c.strict("normalize_space", Type.TEXT, a -> normalizeSpace(text(a, 0)), t);
        c.strict("nfc", Type.TEXT, a -> Normalizer.normalize(text(a, 0), Normalizer.Form.NFC), t);
        c.strict("unaccent", Type.TEXT, a -> unaccent(text(a, 0)), t);
        c.strict("digits_only", Type.TEXT, a -> digitsOnly(text(a, 0)), t);
        c.add("concat", 1, true, x -> Type.TEXT, Function.Nulls.NEVER, k -> a -> join("", a, 0), t);
        c.add("concat_ws", 2, true, x -> Type.TEXT, Function.Nulls.OPEN, k -> TextFunctions::concatWs, t, t);
    }

    private static String set(@Nullable Object[] arguments) {
        return arguments.length > 1 ? text(arguments, 1) : " ";
    }

    private static String strip(String text, String characters, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && characters.indexOf(text.codePointAt(from)) >= 0) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (end && from < to && characters.indexOf(text.codePointBefore(to)) >= 0) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static String initcap(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean inside = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            result.appendCodePoint(inside ? Character.toLowerCase(point) : Character.toTitleCase(point));
            inside = Character.isLetterOrDigit(point);
            i += Character.charCount(point);
        }
        return result.toString();
    }

    private static Long length(String text) {
        return (long) text.codePointCount(0, text.length());
    }

    private static Object substring(@Nullable Object[] a) {
        String text = text(a, 0);
        long from = count(a, 1) - 1L;
        long to = a.length > 2 ? from + count(a, 2) : Long.MAX_VALUE;
        if (to < from) {
            throw new RowFault("OUT_OF_RANGE", "negative length of a substring");
        }
        return between(text, from, to);
    }

    private static String between(String text, long from, long to) {
        int points = text.codePointCount(0, text.length());
        int start = (int) Math.max(0, Math.min(points, from));
        int end = (int) Math.max(start, Math.min(points, to));
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    private static String left(String text, int count) {
        return between(text, 0, count >= 0 ? count : length(text) + count);
    }

    private static String right(String text, int count) {
        long points = length(text);
        return between(text, count >= 0 ? points - count : -(long) count, points);
    }

    private static Object pad(@Nullable Object[] a, boolean start) {
        String text = text(a, 0);
        int wanted = count(a, 1);
        String fill = a.length > 2 ? text(a, 2) : " ";
        long missing = wanted - length(text);
        if (missing <= 0 || fill.isEmpty()) {
            return between(text, 0, Math.max(0, wanted));
        }
        String padding = between(repeat(fill, (int) (missing / length(fill) + 1)), 0, missing);
        return start ? padding + text : text + padding;
    }

    private static String repeat(String text, int count) {
        if ((long) text.length() * Math.max(0, count) > LONGEST) {
            throw new RowFault("TOO_LONG", "longer than " + LONGEST + " characters");
        }
        return text.repeat(Math.max(0, count));
    }

    private static Object replace(@Nullable Object[] a) {
        return text(a, 1).isEmpty() ? text(a, 0) : text(a, 0).replace(text(a, 1), text(a, 2));
    }

    private static Long position(String text, String part) {
        int found = text.indexOf(part);
        return found < 0 ? 0L : text.codePointCount(0, found) + 1L;
    }

    private static Object splitPart(@Nullable Object[] a) {
        String text = text(a, 0);
        String separator = text(a, 1);
        int wanted = count(a, 2);
        if (wanted < 1) {
            throw new RowFault("OUT_OF_RANGE", "parts count from 1");
        }
        if (separator.isEmpty()) {
            return wanted == 1 ? text : "";
        }
        int from = 0;
        for (int part = 1; part < wanted; part++) {
            int found = text.indexOf(separator, from);
            if (found < 0) {
                return "";
            }
            from = found + separator.length();
        }
        int end = text.indexOf(separator, from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private static @Nullable Object concatWs(@Nullable Object[] a) {
        return a[0] == null ? null : join((String) present(a[0]), a, 1);
    }

    private static String join(String separator, @Nullable Object[] parts, int from) {
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (int i = from; i < parts.length; i++) {
            Object part = parts[i];
            if (part != null) {
                text.append(first ? "" : separator).append(part);
                first = false;
            }
        }
        return text.toString();
    }

    /** One space for each run of white space of any kind, no-break spaces too; none at either end. */
    private static String normalizeSpace(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = true;
            } else {
                if (gap && !result.isEmpty()) {
                    result.append(' ');
                }
                gap = false;
                result.append(c);
            }
        }
        return result.toString();
    }

    private static String unaccent(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder result = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            switch (c) {
                case 'ß' -> result.append("ss");
                case 'æ' -> result.append("ae");
                case 'Æ' -> result.append("AE");
                case 'œ' -> result.append("oe");
                case 'Œ' -> result.append("OE");
                case 'ø' -> result.append('o');
                case 'Ø' -> result.append('O');
                case 'ł' -> result.append('l');
                case 'Ł' -> result.append('L');
                case 'đ' -> result.append('d');
                case 'Đ' -> result.append('D');
                default -> {
                    if (Character.getType(c) != Character.NON_SPACING_MARK) {
                        result.append(c);
                    }
                }
            }
        }
        return Normalizer.normalize(result, Normalizer.Form.NFC);
    }

    private static String digitsOnly(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
