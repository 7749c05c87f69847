package dev.whimbrel.core.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
    private final StringBuilder form;
    private int at;

    private CanonicalJson(String text) {
        this.text = text;
        this.form = new StringBuilder(text.length());
    }

    /** The canonical form, or {@code text} itself where it is not JSON. */
    public static String of(String text) {
        try {
            CanonicalJson parser = new CanonicalJson(text);
            parser.value(0);
            parser.blanks();
            return parser.at == text.length() ? parser.form.toString() : text;
        } catch (NotJson e) {
            return text;
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
            quoted(string());
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
            form.append("{}");
            return;
        }
        Members members = new Members();
        char before = '{';
        do {
            blanks();
            form.append(before);
            before = ',';
            String name = string();
            members.begin(name, form.length());
            quoted(name);
            blanks();
            expect(':');
            form.append(':');
            value(depth + 1);
            members.end(form.length());
            blanks();
        } while (another('}'));
        if (!members.inOrder) {
            String sorted = members.sorted(form);
            form.setLength(start);
            form.append('{').append(sorted);
        }
        form.append('}');
    }

    private void array(int depth) {
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            form.append("[]");
            return;
        }
        char before = '[';
        do {
            form.append(before);
            before = ',';
            value(depth + 1);
            blanks();
        } while (another(']'));
        form.append(']');
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
        boolean digits = text.charAt(at) != '0';
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            digits &= text.charAt(at) >= '0' && text.charAt(at) <= '9';
            at++;
        }
        if (digits) {
            form.append(text, start, at);
            return;
        }
        try {
            BigDecimal number = new BigDecimal(text.substring(start, at));
            if (number.signum() == 0) {
                form.append('0');
                return;
            }
            BigDecimal stripped = number.stripTrailingZeros();
            form.append(
                    Math.abs((long) stripped.scale()) > LONGEST_PLAIN ? stripped.toString() : stripped.toPlainString());
        } catch (NumberFormatException e) {
            throw new NotJson();
        }
    }

    private void word() {
        for (String word : new String[] {"true", "false", "null"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                form.append(word);
                return;
            }
        }
        throw new NotJson();
    }

    private String string() {
        expect('"');
        int start = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        StringBuilder content = new StringBuilder().append(text, start, at);
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

    private void quoted(String content) {
        form.append('"');
        int plain = 0;
        while (plain < content.length() && isPlain(content.charAt(plain))) {
            plain++;
        }
        form.append(content, 0, plain);
        for (int i = plain; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                form.append('\\').append(c);
            } else if (c < ' ') {
                form.append(String.format("\\u%04x", (int) c));
            } else {
                form.append(c);
            }
        }
        form.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\';
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

    /** Where the members of an object stand in the form, and in which order they should. */
    private static final class Members {
        private final List<String> names = new ArrayList<>();
        private final List<int[]> places = new ArrayList<>();
        private boolean inOrder = true;

        void begin(String name, int start) {
            inOrder &= names.isEmpty() || names.get(names.size() - 1).compareTo(name) < 0;
            names.add(name);
            places.add(new int[] {start, start});
        }

        void end(int end) {
            places.get(places.size() - 1)[1] = end;
        }

        /** All members by name, of several with one name the last. */
        String sorted(CharSequence form) {
            Map<String, int[]> byName = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                byName.put(names.get(i), places.get(i));
            }
            StringBuilder sorted = new StringBuilder();
            byName.values()
                    .forEach(place -> sorted.append(sorted.isEmpty() ? "" : ",").append(form, place[0], place[1]));
            return sorted.toString();
        }
    }

    private static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotJson() {
            super(null, null, false, false);
        }
    }
}
