package dev.whimbrel.core.difference;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;

/** Looks for one thing that makes two texts equal. Normal forms come before accents, which would hide them. */
final class TextDifference {
    private static final List<String> PAGES =
            List.of("windows-1252", "ISO-8859-1", "windows-1250", "ISO-8859-15", "IBM437", "IBM850");

    private static final char UNKNOWN = '\uFFFD';

    private TextDifference() {}

    static ValueDifference of(String expected, String actual) {
        if (expected.strip().equals(actual.strip())) {
            return ValueDifference.of(ValueClass.TEXT_PADDING);
        }
        if (withoutSpace(expected).equals(withoutSpace(actual))) {
            return ValueDifference.of(ValueClass.TEXT_WHITESPACE);
        }
        if (folded(expected).equals(folded(actual))) {
            return ValueDifference.of(ValueClass.TEXT_CASE);
        }
        for (Form form : List.of(Form.NFC, Form.NFKC)) {
            if (Normalizer.normalize(expected, form).equals(Normalizer.normalize(actual, form))) {
                return new ValueDifference(ValueClass.TEXT_NORMALIZATION, form.name());
            }
        }
        if (withoutMarks(expected).equals(withoutMarks(actual))) {
            return ValueDifference.of(ValueClass.TEXT_ACCENT);
        }
        if (isCut(expected, actual)) {
            return new ValueDifference(ValueClass.TEXT_TRUNCATION, length(actual) + "/" + length(expected));
        }
        String page = page(expected, actual);
        return page.isEmpty()
                ? ValueDifference.of(ValueClass.CONTENT)
                : new ValueDifference(ValueClass.TEXT_MOJIBAKE, page);
    }

    /** White space of any kind and number counts as one blank. */
    private static String withoutSpace(String text) {
        return text.replaceAll("[\\s\\u00A0\\u2007\\u202F\\uFEFF\\u200B]+", " ").strip();
    }

    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String withoutMarks(String text) {
        return Normalizer.normalize(text, Form.NFD).replaceAll("\\p{M}+", "");
    }

    private static boolean isCut(String expected, String actual) {
        return !actual.isBlank() && actual.length() < expected.length() && expected.startsWith(actual.stripTrailing());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** By which code page one of the two was read or written wrongly; empty where by none. */
    private static String page(String expected, String actual) {
        for (String name : PAGES) {
            if (!Charset.isSupported(name)) {
                continue;
            }
            Charset page = Charset.forName(name);
            if (misread(expected, page).equals(actual)) {
                return "UTF-8 read as " + name;
            }
            if (misread(actual, page).equals(expected)) {
                return name + " mended to UTF-8";
            }
        }
        return isReplaced(expected, actual) ? "characters replaced" : "";
    }

    private static String misread(String text, Charset page) {
        return new String(text.getBytes(StandardCharsets.UTF_8), page);
    }

    /** Whether characters beyond ASCII became question marks, one or several for each, and all else stands. */
    private static boolean isReplaced(String expected, String actual) {
        if (actual.indexOf('?') < 0 && actual.indexOf(UNKNOWN) < 0) {
            return false;
        }
        return expected.replaceAll("[^\\x00-\\x7F]+", "?")
                        .equals(actual.replace(UNKNOWN, '?').replaceAll("\\?+", "?"))
                && expected.chars().anyMatch(c -> c > 0x7F);
    }
}
