package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.value.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a value, which is enough to see what is wrong with it and not what it is: letters become X and x, digits 9,
 * other signs stay; runs longer than three are shortened with their length. Lengths above 40 are given in buckets, since a long
 * one may tell whose value it is.
 */
public final class Shape {
    private static final int SHOWN = 24;
    private static final int SHORT_RUN = 3;

    private Shape() {}

    /** The shape of a value, such as {@code Xxxx 9{5} (10)}. */
    public static String of(@Nullable Object carried) {
        Object value = Carried.read(carried);
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return Sizes.shown(bytes.length) + " bytes";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Unreadable unreadable) {
            return "unreadable, " + unreadable.code();
        }
        return ofText(value.toString());
    }

    private static String ofText(String text) {
        StringBuilder shape = new StringBuilder();
        int runs = 0;
        int at = 0;
        while (at < text.length() && runs < SHOWN) {
            char sign = sign(text.charAt(at));
            int end = at + 1;
            while (end < text.length() && sign(text.charAt(end)) == sign) {
                end++;
            }
            shape.append(run(sign, end - at));
            at = end;
            runs++;
        }
        String length = Sizes.shown(text.codePointCount(0, text.length()));
        return shape + (at < text.length() ? "…" : "") + " (" + length + ")";
    }

    private static String run(char sign, int length) {
        return length > SHORT_RUN
                ? sign + "{" + Sizes.shown(length) + "}"
                : String.valueOf(sign).repeat(length);
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
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> '^';
            case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> '9';
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED -> '?';
            default -> c;
        };
    }
}
