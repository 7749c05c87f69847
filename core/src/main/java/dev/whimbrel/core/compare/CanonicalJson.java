package dev.whimbrel.core.compare;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * One text for all JSON texts that mean the same: no blanks, keys in order, the last of several equal keys, numbers without
 * superfluous digits, escapes only where JSON demands them. What is not JSON stays as it is. It says when two are equal and is
 * not written anywhere.
 */
public final class CanonicalJson {
    /** Nesting beyond this stays unchanged, for the stack's sake. */
    private static final int DEEPEST = 500;

    private static final int LONGEST_PLAIN = 1_000;

    private final String text;
    private int at;

    private CanonicalJson(String text) {
        this.text = text;
    }

    /** The canonical form, or {@code text} itself where it is not JSON. */
    public static String of(String text) {
        try {
            CanonicalJson parser = new CanonicalJson(text);
            String form = parser.value(0);
            parser.blanks();
            return parser.at == text.length() ? form : text;
        } catch (NotJson e) {
            return text;
        }
    }

    private String value(int depth) {
        blanks();
        char c = peek();
        if (depth > DEEPEST) {
            throw new NotJson();
        } else if (c == '{') {
            return object(depth);
        } else if (c == '[') {
            return array(depth);
        } else if (c == '"') {
            return quoted(string());
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            return number();
        }
        return word();
    }

    private String object(int depth) {
        Map<String, String> members = new TreeMap<>();
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return "{}";
        }
        do {
            blanks();
            String name = string();
            blanks();
            expect(':');
            members.put(name, value(depth + 1));
            blanks();
        } while (another('}'));
        StringBuilder form = new StringBuilder("{");
        members.forEach((name, value) -> form.append(form.length() == 1 ? "" : ",")
                .append(quoted(name))
                .append(':')
                .append(value));
        return form.append('}').toString();
    }

    private String array(int depth) {
        StringBuilder form = new StringBuilder("[");
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return "[]";
        }
        do {
            form.append(form.length() == 1 ? "" : ",").append(value(depth + 1));
            blanks();
        } while (another(']'));
        return form.append(']').toString();
    }

    private boolean another(char end) {
        char c = next();
        if (c != ',' && c != end) {
            throw new NotJson();
        }
        return c == ',';
    }

    private String number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            BigDecimal number = new BigDecimal(text.substring(start, at));
            if (number.signum() == 0) {
                return "0";
            }
            BigDecimal stripped = number.stripTrailingZeros();
            return Math.abs((long) stripped.scale()) > LONGEST_PLAIN ? stripped.toString() : stripped.toPlainString();
        } catch (NumberFormatException e) {
            throw new NotJson();
        }
    }

    private String word() {
        for (String word : new String[] {"true", "false", "null"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word;
            }
        }
        throw new NotJson();
    }

    private String string() {
        expect('"');
        StringBuilder content = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            content.append(c == '\\' ? escaped() : c);
        }
        return content.toString();
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

    private static String quoted(String content) {
        StringBuilder form = new StringBuilder(content.length() + 2).append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                form.append('\\').append(c);
            } else if (c < ' ') {
                form.append(String.format("\\u%04x", (int) c));
            } else {
                form.append(c);
            }
        }
        return form.append('"').toString();
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
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
