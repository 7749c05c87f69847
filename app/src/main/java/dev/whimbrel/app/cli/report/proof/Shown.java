package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.core.value.TenantId;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Texts from databases as they may stand beside ours: they can steer neither a terminal nor the direction of what is around them. */
final class Shown {
    /** Names and keys longer than this are cut; the JSON report has them whole. */
    private static final int LONGEST = 120;

    private static final int LONGEST_SENTENCE = 400;

    private static final int REPLACEMENT = 0xFFFD;

    private Shown() {}

    /** Without control characters, marks of direction and what XML does not allow, at most 120 characters. */
    static String name(String text) {
        return cut(clean(text), LONGEST);
    }

    /** As {@link #name} for each word of a sentence of ours, at most 400 characters. */
    static String sentence(String text) {
        return cut(Arrays.stream(text.split(" ")).map(Shown::name).collect(Collectors.joining(" ")), LONGEST_SENTENCE);
    }

    /** As {@link #name}, of any length. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(Shown::harmless).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }

    private static int harmless(int c) {
        if (Character.isISOControl(c) || steersDirection(c) || c == 0x2028 || c == 0x2029) {
            return '·';
        }
        boolean outsideXml = c >= 0xD800 && c <= 0xDFFF || (c & 0xFFFE) == 0xFFFE;
        return outsideXml ? REPLACEMENT : c;
    }

    /** Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9, section 2). */
    private static boolean steersDirection(int c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /** Whose a row is, within a sentence. */
    static String owner(String tenant) {
        return TenantId.isOne(tenant) ? "tenant " + tenant(tenant) : Others.of(tenant);
    }

    /** A tenant's name, or what stands for several or none. */
    static String tenant(String tenant) {
        return switch (tenant) {
            case "*" -> "* shared by several";
            case "?" -> "? owner unknown";
            case "" -> "(empty)";
            default -> name(tenant);
        };
    }
}
