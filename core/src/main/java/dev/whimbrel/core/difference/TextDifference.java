package dev.whimbrel.core.difference;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Differences of texts that one named function accounts for. */
final class TextDifference {
    private static final char REPLACED = '\uFFFD';

    /** Letters with a stroke, which no normal form takes apart, and their plain ones. */
    private static final String STROKED = "łŁøØđĐħĦŧŦıƀƵƶ";

    private static final String PLAIN = "lLoOdDhHtTibZz";

    /** The more exact first: a text in another normal form has other marks as well. */
    private static final List<Test> TESTS = List.of(
            TextDifference::padding,
            TextDifference::whitespace,
            TextDifference::normalization,
            TextDifference::letterCase,
            TextDifference::accent,
            TextDifference::truncation,
            TextDifference::mojibake,
            TextDifference::brokenEnd);

    private interface Test {
        @Nullable
        ValueDifference of(int limit, String expected, String actual);
    }

    private TextDifference() {}

    /**
     * The difference of two texts that are not equal.
     *
     * @param limit greatest length of the column, -1 without
     */
    static ValueDifference between(int limit, String expected, String actual) {
        for (Test test : TESTS) {
            ValueDifference found = test.of(limit, expected, actual);
            if (found != null) {
                return found;
            }
        }
        String mask = actual.isEmpty() ? "emptied" : expected.isEmpty() ? "filled" : "";
        return new ValueDifference(ValueClass.CONTENT, mask);
    }

    /** Whether a class is of texts that hold the same and are merely written otherwise: nothing is cut and nothing garbled. */
    static boolean mayBeTolerated(ValueClass equaliser) {
        return switch (equaliser) {
            case TEXT_PADDING, TEXT_WHITESPACE, TEXT_CASE, TEXT_ACCENT, TEXT_NORMALIZATION -> true;
            default -> false;
        };
    }

    /** Whether the one function that a class stands for makes two texts equal. */
    static boolean isEqualised(ValueClass equaliser, String expected, String actual) {
        Test test =
                switch (equaliser) {
                    case TEXT_PADDING -> TextDifference::padding;
                    case TEXT_WHITESPACE -> TextDifference::whitespace;
                    case TEXT_CASE -> TextDifference::letterCase;
                    case TEXT_ACCENT -> TextDifference::accent;
                    case TEXT_NORMALIZATION -> TextDifference::normalization;
                    default -> (limit, left, right) -> null;
                };
        return test.of(-1, expected, actual) != null;
    }

    private static @Nullable ValueDifference padding(int limit, String expected, String actual) {
        int[] wanted = core(expected);
        int[] found = core(actual);
        if (!expected.substring(wanted[0], wanted[1]).equals(actual.substring(found[0], found[1]))) {
            return null;
        }
        int atStart = found[0] - wanted[0];
        int atEnd = (actual.length() - found[1]) - (expected.length() - wanted[1]);
        String mask = atStart == 0 ? "" : "start " + signed(atStart);
        return new ValueDifference(
                ValueClass.TEXT_PADDING,
                atEnd == 0 ? mask : mask + (mask.isEmpty() ? "" : ", ") + "end " + signed(atEnd));
    }

    private static String signed(int count) {
        return (count > 0 ? "+" : "-") + Sizes.shown(Math.abs(count));
    }

    /** Where a text without the blanks at its ends begins and ends. */
    private static int[] core(String text) {
        int start = 0;
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        return new int[] {start, end};
    }

    /** White space of every kind, signs without width, byte order marks, and the NUL that programs in C pad with. */
    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0 || c == '\u200B' || c == '\uFEFF';
    }

    private static @Nullable ValueDifference whitespace(int limit, String expected, String actual) {
        if (!sameBy(TextDifference::withoutBlanks, expected, actual)) {
            return null;
        }
        boolean lines = sameBy(text -> text.replace("\r\n", "\n").replace('\r', '\n'), expected, actual);
        return new ValueDifference(ValueClass.TEXT_WHITESPACE, lines ? "line ends" : "");
    }

    private static String withoutBlanks(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isBlank(c)).forEach(rest::appendCodePoint);
        return rest.toString();
    }

    private static @Nullable ValueDifference normalization(int limit, String expected, String actual) {
        if (!sameBy(text -> Normalizer.normalize(text, Form.NFKC), expected, actual)) {
            return null;
        }
        for (Form form : List.of(Form.NFC, Form.NFD, Form.NFKC, Form.NFKD)) {
            if (Normalizer.normalize(expected, form).equals(actual)) {
                return new ValueDifference(ValueClass.TEXT_NORMALIZATION, form.name());
            }
        }
        return ValueDifference.of(ValueClass.TEXT_NORMALIZATION);
    }

    private static @Nullable ValueDifference letterCase(int limit, String expected, String actual) {
        if (!sameBy(text -> text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), expected, actual)) {
            return null;
        }
        boolean upper = actual.equals(expected.toUpperCase(Locale.ROOT));
        boolean lower = actual.equals(expected.toLowerCase(Locale.ROOT));
        return new ValueDifference(ValueClass.TEXT_CASE, upper ? "upper" : lower ? "lower" : "");
    }

    private static @Nullable ValueDifference accent(int limit, String expected, String actual) {
        return sameBy(TextDifference::withoutMarks, expected, actual)
                ? ValueDifference.of(ValueClass.TEXT_ACCENT)
                : null;
    }

    private static String withoutMarks(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        Normalizer.normalize(text, Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(TextDifference::plain)
                .forEach(bare::appendCodePoint);
        return bare.toString();
    }

    private static int plain(int c) {
        int at = STROKED.indexOf(c);
        return at < 0 ? c : PLAIN.charAt(at);
    }

    private static @Nullable ValueDifference truncation(int limit, String expected, String actual) {
        boolean beginning = !actual.isEmpty() && expected.startsWith(actual);
        return beginning ? truncated(limit, expected, actual) : null;
    }

    private static ValueDifference truncated(int limit, String expected, String actual) {
        return new ValueDifference(
                ValueClass.TEXT_TRUNCATION, Sizes.limit(length(actual), limit) + "/" + Sizes.shown(length(expected)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static @Nullable ValueDifference mojibake(int limit, String expected, String actual) {
        String how = CodePages.confusion(expected, actual);
        return how == null ? null : new ValueDifference(ValueClass.TEXT_MOJIBAKE, how);
    }

    /** Cut in the middle of a character's bytes. */
    private static @Nullable ValueDifference brokenEnd(int limit, String expected, String actual) {
        int end = actual.length();
        while (end > 0 && actual.charAt(end - 1) == REPLACED) {
            end--;
        }
        boolean cut = end > 0 && end < actual.length() && expected.startsWith(actual.substring(0, end));
        return cut ? truncated(limit, expected, actual) : null;
    }

    private static boolean sameBy(UnaryOperator<String> function, String expected, String actual) {
        return function.apply(expected).equals(function.apply(actual));
    }
}
