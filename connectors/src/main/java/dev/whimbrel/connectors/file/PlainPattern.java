package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of which every text has one length: a year of four digits, month, day, hour, minute and second of two, a fraction,
 * each at most once, and literals without digits between them. See {@link PlainForm}.
 */
final class PlainPattern {
    private static final String LETTERS = "uMdHmsS";
    private static final String DAY = "uMd";
    private static final String TAKEN = "[]{}#";
    private static final char DIGIT = '0';

    /** The literals, and {@link #DIGIT} where digits are. */
    private String form = "";
    /** Where the number of each letter begins, -1 where it is not there. */
    private final int[] begins = new int[LETTERS.length()];

    private int fraction;

    private PlainPattern() {
        Arrays.fill(begins, -1);
    }

    /** The form of a pattern, which reads nothing where the pattern is not as plain as that or not enough for the kind. */
    static PlainForm of(String pattern, Type.Kind kind, @Nullable ZoneId zone) {
        PlainPattern plain = new PlainPattern();
        if (!plain.take(pattern)) {
            return PlainForm.NONE;
        }
        boolean day = plain.has(DAY);
        boolean clock = plain.has("Hm") && (plain.has("s") || !plain.has("S"));
        boolean dayOnly = day && Arrays.stream(plain.begins).filter(b -> b >= 0).count() == DAY.length();
        boolean clockOnly = clock && DAY.chars().noneMatch(c -> plain.has(Character.toString(c)));
        return switch (kind) {
            case DATE -> dayOnly ? text -> plain.fits(text) ? plain.day(text) : null : PlainForm.NONE;
            case TIME ->
                clockOnly ? text -> plain.fits(text) ? PlainForm.time(plain.clock(text)) : null : PlainForm.NONE;
            case TIMESTAMP -> day && clock ? text -> plain.timestamp(text) : PlainForm.NONE;
            default -> day && clock ? text -> PlainForm.moment(plain.timestamp(text), zone) : PlainForm.NONE;
        };
    }

    private boolean take(String pattern) {
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = c == '\'' ? quoted(pattern, at) : isLetter(c) ? number(pattern, at) : literal(c, at);
            if (end < 0) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private int quoted(String pattern, int at) {
        int end = pattern.indexOf('\'', at + 1);
        if (end <= at + 1 || pattern.startsWith("'", end + 1)) {
            return -1;
        }
        for (int i = at + 1; i < end; i++) {
            if (Character.isDigit(pattern.charAt(i))) {
                return -1;
            }
        }
        form += pattern.substring(at + 1, end);
        return end + 1;
    }

    private int number(String pattern, int at) {
        char c = pattern.charAt(at);
        int end = at;
        while (end < pattern.length() && pattern.charAt(end) == c) {
            end++;
        }
        char letter = c == 'y' ? 'u' : c;
        int place = LETTERS.indexOf(letter);
        int digits = end - at;
        boolean right = letter == 'u' ? digits == 4 : letter == 'S' ? digits <= 9 : digits == 2;
        if (place < 0 || begins[place] >= 0 || !right) {
            return -1;
        }
        begins[place] = form.length();
        fraction = letter == 'S' ? digits : fraction;
        form += String.valueOf(DIGIT).repeat(digits);
        return end;
    }

    private int literal(char c, int at) {
        if (Character.isDigit(c) || TAKEN.indexOf(c) >= 0) {
            return -1;
        }
        form += c;
        return at + 1;
    }

    private boolean has(String letters) {
        return letters.chars().allMatch(c -> begins[LETTERS.indexOf(c)] >= 0);
    }

    private boolean fits(String text) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            if (form.charAt(i) == DIGIT ? !IsoText.isDigit(c) : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable LocalDateTime timestamp(String text) {
        return fits(text) ? PlainForm.timestamp(day(text), clock(text)) : null;
    }

    private @Nullable LocalDate day(String text) {
        return PlainForm.day(value(text, 0, 4), value(text, 1, 2), value(text, 2, 2));
    }

    private long clock(String text) {
        int nano = value(text, 6, fraction);
        for (int i = fraction; i < 9; i++) {
            nano *= 10;
        }
        return PlainForm.clock(value(text, 3, 2), value(text, 4, 2), value(text, 5, 2), nano);
    }

    private int value(String text, int letter, int digits) {
        return begins[letter] < 0 ? 0 : IsoText.number(text, begins[letter], digits);
    }
}
