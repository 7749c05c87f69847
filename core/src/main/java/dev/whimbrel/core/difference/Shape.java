package dev.whimbrel.core.difference;

import dev.whimbrel.core.value.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a value, which is enough to see what is wrong with it and not what it is: letters become X and x, digits 9,
 * other signs stay; runs longer than three are shortened with their length.
 */
public final class Shape {
    private static final int SHOWN = 24;

    private Shape() {}

    public static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Unreadable unreadable) {
            return "unreadable, " + unreadable.code();
        }
        String text = value.toString();
        StringBuilder shape = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < text.length() && shown < SHOWN; shown++) {
            char sign = sign(text.charAt(i));
            int end = i + 1;
            while (end < text.length() && sign(text.charAt(end)) == sign) {
                end++;
            }
            int run = end - i;
            shape.append(run > 3 ? sign + "{" + run + "}" : String.valueOf(sign).repeat(run));
            i = end;
        }
        return shape + (shown == SHOWN ? "…" : "") + " (" + text.codePointCount(0, text.length()) + ")";
    }

    private static char sign(char c) {
        if (Character.isDigit(c)) {
            return '9';
        }
        if (Character.isUpperCase(c)) {
            return 'X';
        }
        if (Character.isLetter(c) || Character.isSurrogate(c)) {
            return 'x';
        }
        return c < ' ' ? '?' : c;
    }
}
