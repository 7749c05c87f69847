package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes a column's value of its text, or an {@link Unreadable} where the text says none. */
interface Conversion {
    Unreadable CAST_FAILED = new Unreadable("CAST_FAILED");

    Object convert(String text);

    /** The conversion for a column; an {@link IllegalArgumentException} says what is wrong with its format. */
    static Conversion of(Field field) {
        Field.Format format = field.format();
        return switch (field.type().kind()) {
            case BOOLEAN -> text -> bool(text, format);
            case SMALLINT -> text -> integer(text, format, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> text -> integer(text, format, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> text -> integer(text, format, Long.MIN_VALUE, Long.MAX_VALUE);
            case DECIMAL -> text -> decimal(text, format);
            case REAL, DOUBLE -> text -> floating(text, format);
            case TEXT, ENUM, JSON, OTHER -> text -> text;
            case BYTES -> "base64".equals(format.pattern()) ? Conversion::base64 : Conversion::hex;
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> Times.of(field);
            case INTERVAL -> throw new IllegalArgumentException("a file cannot hold intervals");
            case UUID -> Conversion::uuid;
        };
    }

    private static Object bool(String text, Field.Format format) {
        String word = Blanks.trim(text).toLowerCase(Locale.ROOT);
        boolean yes = format.yes().contains(word);
        if (yes || format.no().contains(word)) {
            return yes;
        }
        return CAST_FAILED;
    }

    private static Object integer(String text, Field.Format format, long least, long most) {
        try {
            String plain = Numbers.plain(Blanks.trim(text), format);
            long value = Long.parseLong(plain);
            if (value >= least && value <= most) {
                return value;
            }
            return CAST_FAILED;
        } catch (NumberFormatException e) {
            return CAST_FAILED;
        }
    }

    private static Object decimal(String text, Field.Format format) {
        try {
            return new BigDecimal(Numbers.plain(Blanks.trim(text), format));
        } catch (NumberFormatException e) {
            return CAST_FAILED;
        }
    }

    private static Object floating(String text, Field.Format format) {
        try {
            double value = Double.parseDouble(Numbers.plain(Blanks.trim(text), format));
            if (Double.isInfinite(value)) {
                return CAST_FAILED;
            }
            return value;
        } catch (NumberFormatException e) {
            return CAST_FAILED;
        }
    }

    private static Object uuid(String text) {
        UUID uuid = Uuids.read(Blanks.trim(text));
        return uuid == null ? CAST_FAILED : uuid;
    }

    private static Object hex(String text) {
        String plain = Blanks.trim(text);
        boolean prefixed = plain.startsWith("\\x") || plain.startsWith("0x") || plain.startsWith("0X");
        try {
            return HexFormat.of().parseHex(prefixed ? plain.substring(2) : plain);
        } catch (IllegalArgumentException e) {
            return CAST_FAILED;
        }
    }

    private static Object base64(String text) {
        try {
            return Base64.getDecoder().decode(Blanks.trim(text));
        } catch (IllegalArgumentException e) {
            return CAST_FAILED;
        }
    }

    /** The forms of numbers. */
    final class Numbers {
        private static final Pattern FORM = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
        private static final Pattern GROUPS = Pattern.compile("[+-]?\\d{1,3}(G\\d{3})*([^\\dG]\\d*)?");
        /** More digits than any database holds would only cost time. */
        private static final int LONGEST = 20_000;

        private Numbers() {}

        /** Whether these are digits, a minus in front and a point between them at most: nothing that a look at the pattern would change. */
        private static boolean isPlain(String text, int point) {
            int start = text.startsWith("-") ? 1 : 0;
            int length = text.length();
            int seen = -1;
            for (int i = start; i < length; i++) {
                char c = text.charAt(i);
                if (c == point && seen < 0 && i > start && i + 1 < length) {
                    seen = i;
                } else if (c < '0' || c > '9') {
                    return false;
                }
            }
            return length > start && length <= LONGEST;
        }

        /** The number as Java writes it: no groups, and a point before the fraction. */
        static String plain(String text, Field.Format format) {
            if (isPlain(text, format.decimal() == '.' ? '.' : 0)) {
                return text;
            }
            String number = text;
            Character thousands = format.thousands();
            if (thousands != null && number.indexOf(thousands) >= 0) {
                if (!GROUPS.matcher(number.replace('G', '?').replace(thousands, 'G'))
                        .matches()) {
                    throw new NumberFormatException();
                }
                number = number.replace(thousands.toString(), "");
            }
            if (format.decimal() != '.') {
                number = number.replace('.', '?').replace(format.decimal(), '.');
            }
            if (number.length() > LONGEST || !FORM.matcher(number).matches()) {
                throw new NumberFormatException();
            }
            return number;
        }
    }
}
