package dev.whimbrel.core.compare;

import java.math.BigDecimal;
import java.util.List;

/**
 * One text for all JSON texts that mean the same: no blanks, keys in order, the last of several equal keys, numbers without
 * superfluous digits, escapes only where JSON demands them. What is not JSON stays as it is. It says when two are equal and is
 * not written anywhere.
 */
public final class CanonicalJson {
    /** Nesting beyond this stays unchanged, for the stack's sake. */
    private static final int DEEPEST = 500;

    private static final int LONGEST_PLAIN = 1_000;

    private static final List<String> WORDS = List.of("true", "false", "null");

    private final char[] text;
    private final boolean jsonb;
    private final Chars form;
    private int at;

    private CanonicalJson(char[] text, boolean jsonb) {
        this.text = text;
        this.jsonb = jsonb;
        this.form = new Chars(text.length + 16);
    }

    /** The canonical form, or {@code text} itself where it is not JSON. */
    public static String of(String text) {
        return form(text, false);
    }

    /**
     * The text that PostgreSQL gives of {@code text} once it is stored as jsonb: shorter names first, of equal names the last, a
     * blank after commas and colons, numbers without exponents and otherwise as they are; or {@code text} itself where it is not
     * JSON. From the manual, "JSON Types".
     */
    public static String asJsonb(String text) {
        return form(text, true);
    }

    /** The same as {@link #of}, without strings: the characters of the form, or {@code text} itself where it is not JSON. */
    static Chars chars(char[] text) {
        CanonicalJson parser = new CanonicalJson(text, false);
        return parser.isThrough() ? parser.form : Chars.of(text);
    }

    private static String form(String text, boolean jsonb) {
        CanonicalJson parser = new CanonicalJson(text.toCharArray(), jsonb);
        return parser.isThrough() ? parser.form.toString() : text;
    }

    /** Goes through the text; false where it is not JSON. */
    private boolean isThrough() {
        try {
            value(0);
            blanks();
            return at == text.length;
        } catch (NotJson e) {
            return false;
        }
    }

    private void value(int depth) {
        blanks();
        char c = peek();
        if (depth > DEEPEST) {
            throw new NotJson();
        } else if (c == '{') {
            object(depth);
        } else if (c == '[') {
            array(depth);
        } else if (c == '"') {
            string();
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            number();
        } else {
            word();
        }
    }

    /** Members are written as they come and put in order afterwards, where they were not. */
    private void object(int depth) {
        at++;
        blanks();
        int start = form.length();
        if (peek() == '}') {
            at++;
            form.add("{}");
            return;
        }
        Members members = new Members(form, jsonb);
        String before = "{";
        do {
            blanks();
            form.add(before);
            before = comma();
            members.begin(form.length());
            string();
            members.named(form.length());
            blanks();
            expect(':');
            form.add(jsonb ? ": " : ":");
            value(depth + 1);
            members.end(form.length());
            blanks();
        } while (another('}'));
        if (!members.inOrder()) {
            Chars sorted = members.sorted(comma());
            form.cut(start);
            form.add('{');
            form.add(sorted, 0, sorted.length());
        }
        form.add('}');
    }

    private void array(int depth) {
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            form.add("[]");
            return;
        }
        String before = "[";
        do {
            form.add(before);
            before = comma();
            value(depth + 1);
            blanks();
        } while (another(']'));
        form.add(']');
    }

    private String comma() {
        return jsonb ? ", " : ",";
    }

    private boolean another(char end) {
        char c = next();
        if (c != ',' && c != end) {
            throw new NotJson();
        }
        return c == ',';
    }

    private void number() {
        int start = at;
        boolean digits = text[at] != '0';
        for (; at < text.length; at++) {
            char c = text[at];
            boolean digit = c >= '0' && c <= '9';
            if (!digit && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                break;
            }
            digits &= digit;
        }
        if (digits) {
            form.add(text, start, at);
            return;
        }
        try {
            BigDecimal number = new BigDecimal(text, start, at - start);
            if (jsonb) {
                form.add(number.setScale(Math.max(0, number.scale())).toPlainString());
                return;
            }
            if (number.signum() == 0) {
                form.add('0');
                return;
            }
            BigDecimal stripped = number.stripTrailingZeros();
            form.add(
                    Math.abs((long) stripped.scale()) > LONGEST_PLAIN ? stripped.toString() : stripped.toPlainString());
        } catch (NumberFormatException e) {
            throw new NotJson();
        }
    }

    private void word() {
        for (String word : WORDS) {
            if (starts(word)) {
                at += word.length();
                form.add(word);
                return;
            }
        }
        throw new NotJson();
    }

    private boolean starts(String word) {
        int i = 0;
        while (i < word.length() && at + i < text.length && text[at + i] == word.charAt(i)) {
            i++;
        }
        return i == word.length();
    }

    /** Reads a string and writes it with no more escapes than it needs. */
    private void string() {
        expect('"');
        form.add('"');
        while (true) {
            int start = at;
            while (at < text.length && isPlain(text[at])) {
                at++;
            }
            form.add(text, start, at);
            char c = next();
            if (c == '"') {
                form.add('"');
                return;
            }
            quoted(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new NotJson();
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw new NotJson();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void quoted(char c) {
        int named = "\b\f\n\r\t".indexOf(c);
        if (c == '"' || c == '\\') {
            form.add('\\');
            form.add(c);
        } else if (jsonb && named >= 0) {
            form.add('\\');
            form.add("bfnrt".charAt(named));
        } else if (c < ' ') {
            form.add(String.format("\\u%04x", (int) c));
        } else {
            form.add(c);
        }
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\';
    }

    private void blanks() {
        while (at < text.length && isBlank(text[at])) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private char peek() {
        if (at >= text.length) {
            throw new NotJson();
        }
        return text[at];
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw new NotJson();
        }
    }

    private static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotJson() {
            super(null, null, false, false);
        }
    }
}
